import type {Folder, Program} from '../../src/snapshot.ts';
import {exchangeServer, folder, incomingServer, localFolders, popServer} from '../helpers/make.ts';
import {testRule, within} from '../helpers/test-rule.ts';
import {mailboxNeedsCompacting} from '../../src/rules/mailbox-needs-compacting.ts';

const MB = 1024 * 1024;

function expunged(...bytes: (number | undefined)[]): {folders: Folder[]} {
  return {folders: bytes.map(expungedBytes => folder('other', {expungedBytes}))};
}

const off: Partial<Program> = {compactsAutomatically: false};

testRule(mailboxNeedsCompacting, {
  pass: [
    incomingServer(), popServer(), exchangeServer(), localFolders(),
    incomingServer({folders: []}),
    // Thunderbird asks before it compacts: up to twice its threshold it may just be waiting for an answer.
    incomingServer(expunged(501 * MB)), incomingServer(expunged(1000 * MB)), localFolders(expunged(500 * MB, 500 * MB)),
    within(off, incomingServer(expunged(500 * MB))), within(off, localFolders(expunged(300 * MB, 200 * MB))),
    within({compactsAboveBytes: 5000 * MB}, incomingServer(expunged(9999 * MB))),
    // A large mailbox has nothing to compact, and one of IMAP is large on the server.
    localFolders({folders: [folder('other', {bytes: 9000 * MB})]}), incomingServer({folders: [folder('other', {bytes: undefined})]}),
  ],
  fail: [
    {given: incomingServer(expunged(1001 * MB)), data: {megabytes: 1001}},
    {given: incomingServer(expunged(1000 * MB + 1)), data: {megabytes: 1000}},
    {given: popServer(expunged(600 * MB, 0, 500 * MB)), data: {megabytes: 1100}},
    {given: exchangeServer(expunged(2000 * MB)), data: {megabytes: 2000}},
    {given: localFolders(expunged(1200.4 * MB)), data: {megabytes: 1200}},
    {given: within(off, incomingServer(expunged(500 * MB + 1))), data: {megabytes: 500}},
    {given: within(off, localFolders(expunged(300 * MB, 301 * MB))), data: {megabytes: 601}},
    {given: within({compactsAboveBytes: 20 * MB}, popServer(expunged(41 * MB))), data: {megabytes: 41}},
  ],
  notApplicable: [
    // It delivers into the folders of another account, which is judged.
    popServer({deferredToAccount: 'account2', ...expunged(2000 * MB)}),
  ],
  unknown: [
    incomingServer(expunged(0, undefined)), localFolders(expunged(2000 * MB, undefined)),
    within({compactsAutomatically: undefined}, incomingServer()), within({compactsAboveBytes: undefined}, popServer()),
    popServer({deferredToAccount: undefined}),
  ],
});

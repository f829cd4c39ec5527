import {expect, it, vi} from 'vitest';
import {helpDeskText, reportAsJson} from '../../src/options/export.ts';
import {getMessageIn} from '../helpers/locales.ts';
import {account, identity, incomingServer, jane, outgoingServer, snapshot} from '../helpers/make.ts';
import {audited} from './fixture.ts';

const {messenger} = vi.hoisted(() => ({messenger: {i18n: {getMessage: (_key: string): string => ''}}}));
vi.mock('../../src/browser.ts', () => ({messenger}));
messenger.i18n.getMessage = getMessageIn('en');

const bad = audited(snapshot({
  accounts: [account(), account({id: 'account2', type: 'unknown', error: `it failed for ${jane.username}`}), account({id: 'account3', type: 'local'})],
  incomingServers: [
    incomingServer({socketType: 'plain', autoSyncMaxAgeDays: undefined}),
    incomingServer({key: 'server2', type: 'unknown', accountIds: ['account2']}),
    incomingServer({key: 'server3', type: 'local', accountIds: ['account3']}),
  ],
  outgoingServers: [outgoingServer({socketType: 'plain'})],
}));
const text = helpDeskText(bad, '1.2.3', 'today');

it('the text for the help desk says what is wrong, where, and how to put it right', () => {
  expect(text).toContain('Mail Account Audit 1.2.3');
  expect(text).toContain('Your account needs attention.');
  expect(text).toContain('IMAP imap.example.com (…@example.com)');
  expect(text).toContain('[Critical] Your password travels unprotected (unprotected-password)');
  expect(text).toContain('Connection security: None');
  expect(text).toContain('Not checked: Are older messages kept on this computer too?');
});

it.each(Object.values(jane))('%s leaves neither in the text nor in the file', word => {
  expect(text).not.toContain(word);
  expect(reportAsJson(bad, false)).not.toContain(word);
});

it('the file is the report', () => {
  expect(JSON.parse(reportAsJson(bad, false))).toEqual(bad.report);
});

it('names and addresses are in the file if asked for, and nothing else is', () => {
  const {accounts, ...rest} = JSON.parse(reportAsJson(bad, true));
  expect(accounts[0]).toEqual({...bad.report.accounts[0], names: {account: jane.name, addresses: [jane.email]}});
  expect({...rest, accounts: bad.report.accounts}).toEqual(JSON.parse(JSON.stringify(bad.report)));
  expect(JSON.stringify(accounts)).not.toContain(jane.username);
});

it('an identity without an address is no trouble', () => {
  expect(helpDeskText(audited(snapshot({identities: [identity({email: undefined})]})), '1', 'today')).toContain('IMAP imap.example.com\n');
});

import {describe, expect, it} from 'vitest';
import {audit} from '../src/audit.ts';
import {rules} from '../src/rules/index.ts';
import type {Snapshot} from '../src/snapshot.ts';
import {acceptedCuresOf, accountsNeedingAttention, countAttention, curesOf} from '../src/cures.ts';
import {account, identity, incomingServer, localFolders, notReadOutgoingServer, outgoingServer, popServer, program, snapshot} from './helpers/make.ts';
import type {Accepted, Finding} from '../src/report.ts';

const reportOf = (differences: Partial<Snapshot>) => audit(snapshot(differences), rules, {rules: {}});
const cureIds = (differences: Partial<Snapshot>) =>
  curesOf(reportOf(differences).findings).map(cure => cure.map(({rule}) => rule));

const two: Partial<Snapshot> = {
  accounts: [account(), account({id: 'account2'})],
  incomingServers: [incomingServer(), incomingServer({key: 'server2', accountIds: ['account2']})],
  identities: [identity(), identity({key: 'id2', accountIds: ['account2']})],
};
const withoutEverything = {socketType: 'plain', port: 993} as const;

describe('curesOf', () => {
  it('has nothing where nothing fails', () => {
    expect(cureIds({})).toEqual([]);
  });
  it('makes one cure of port, security and password, the worst first', () => {
    expect(cureIds({incomingServers: [incomingServer(withoutEverything)]}))
      .toEqual([['unprotected-password', 'incoming-plaintext', 'incoming-port-mismatch']]);
  });
  it('does so for an outgoing server, whose port 25 is a cure of its own', () => {
    expect(cureIds({outgoingServers: [outgoingServer({socketType: 'plain', port: 25})]}))
      .toEqual([['unprotected-password', 'outgoing-plaintext'], ['outgoing-relay-port']]);
  });
  it('makes one cure for a server that two accounts share', () => {
    const shared = outgoingServer({socketType: 'STARTTLS', port: 587, accountIds: ['account1', 'account2']});
    expect(cureIds({...two, outgoingServers: [shared]})).toEqual([['outgoing-starttls']]);
  });
  it('makes one cure for each of two servers', () => {
    const servers = [incomingServer(withoutEverything), incomingServer({...withoutEverything, key: 'server2', accountIds: ['account2']})];
    expect(cureIds({...two, incomingServers: servers}).map(cure => cure.length)).toEqual([3, 3]);
  });
  it('keeps an incoming and an outgoing server of the same key apart', () => {
    const cures = cureIds({
      incomingServers: [incomingServer({key: 'x', socketType: 'plain', port: 143})],
      outgoingServers: [outgoingServer({key: 'x', socketType: 'plain', port: 587})],
      identities: [identity({outgoingServerKey: 'x'})],
    });
    expect(cures).toEqual([['unprotected-password', 'incoming-plaintext'], ['unprotected-password', 'outgoing-plaintext']]);
  });
  it('keeps apart what no one change cures', () => {
    expect(cureIds({incomingServers: [incomingServer({autoSyncMaxAgeDays: 30, limitOfflineMessageSize: true})]}))
      .toEqual([['local-copies-by-age'], ['local-copies-by-size']]);
  });
  it('has the worst cure first', () => {
    const cures = cureIds({
      accounts: [account({type: 'pop3'})],
      incomingServers: [popServer({socketType: 'STARTTLS', port: 110, leaveMessagesOnServer: false})],
      outgoingServers: [outgoingServer({socketType: 'plain', port: 587, authMethod: 'none'})],
      identities: [identity({accountTypes: ['pop3']})],
    });
    expect(cures).toEqual([['outgoing-plaintext'], ['pop-removes-from-server'], ['outgoing-unauthenticated'], ['incoming-starttls']]);
  });
  it('leaves out what could not be checked', () => {
    const report = reportOf({outgoingServers: [notReadOutgoingServer()]});
    expect(report.findings.length).toBeGreaterThan(0);
    expect(curesOf(report.findings)).toEqual([]);
  });
  it('does not reorder what it was given', () => {
    const {findings} = reportOf({incomingServers: [incomingServer(withoutEverything)]});
    const backwards = Object.freeze(findings.toReversed());
    expect(curesOf(backwards)[0]?.map(({severity}) => severity)).toEqual(['critical', 'critical', 'warning']);
  });
});

/** How many of the findings of a connection each cure has that were accepted so. */
function accepted(...waivers: (Accepted | undefined)[]): number[] {
  const {findings} = reportOf({incomingServers: [incomingServer(withoutEverything)]});
  const [first, second] = findings.map((finding, i): Finding => waivers[i] ? {...finding, outcome: 'waived', waiver: waivers[i]} : finding);
  return acceptedCuresOf([first!, second!]).map(cure => cure.length);
}

describe('acceptedCuresOf', () => {
  const mine: Accepted = {by: 'user', reason: '', until: '2027-05-20'};

  it('has what was accepted alone', () => {
    expect([accepted(), accepted(mine)]).toEqual([[], [1]]);
  });
  it('has as one what one change would cure and was accepted at once', () => {
    expect(accepted(mine, {...mine})).toEqual([2]);
  });
  it.each([{by: 'administrator' as const}, {reason: 'The old server'}, {until: '2027-05-21'}])('keeps apart what was not: %o', difference => {
    expect(accepted(mine, {...mine, ...difference})).toEqual([1, 1]);
  });
});

describe('countAttention', () => {
  it.each<[expected: number, what: string, differences: Partial<Snapshot>]>([
    [0, 'a healthy profile', {}],
    [0, 'advice alone', {incomingServers: [incomingServer({socketType: 'STARTTLS', port: 143})]}],
    [0, 'what could not be checked', {outgoingServers: [notReadOutgoingServer()]}],
    [1, 'port 993, no security and a clear password', {incomingServers: [incomingServer(withoutEverything)]}],
    [2, 'that on the way out, by port 25', {outgoingServers: [outgoingServer({socketType: 'plain', port: 25})]}],
    [1, 'what belongs to no account', {program: program({minimumTLS: '1.0'})}],
    [1, 'a server two accounts share', {...two, outgoingServers: [outgoingServer({port: 587, accountIds: ['account1', 'account2']})]}],
    [2, 'the same fault in two accounts', {...two, incomingServers: two.incomingServers!.map(server => ({...server, offlineDownload: false, folders: []}))}],
  ])('is %i for %s', (expected, _, differences) => {
    expect(countAttention(reportOf(differences))).toBe(expected);
  });
});

describe('accountsNeedingAttention', () => {
  it('names every account of a shared server, once, in the order of the accounts', () => {
    const shared = outgoingServer({socketType: 'plain', port: 25, accountIds: ['account2', 'account1']});
    expect(accountsNeedingAttention(reportOf({...two, outgoingServers: [shared]}))).toEqual(['account1', 'account2']);
  });
  it('names Local Folders too', () => {
    const local = localFolders({key: 'server2', accountIds: ['account2'], retainBy: 'age', daysToKeepHdrs: 30});
    expect(accountsNeedingAttention(reportOf({accounts: [account(), account({id: 'account2', type: 'local'})], incomingServers: [incomingServer(), local]}))).toEqual(['account2']);
  });
  it('leaves out an account with advice alone', () => {
    const servers = [incomingServer({socketType: 'STARTTLS', port: 143}), incomingServer({key: 'server2', accountIds: ['account2'], offlineDownload: false})];
    expect(accountsNeedingAttention(reportOf({...two, incomingServers: servers}))).toEqual(['account2']);
  });
});

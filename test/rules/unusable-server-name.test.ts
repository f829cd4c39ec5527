import {expect, it} from 'vitest';
import {audit} from '../../src/audit.ts';
import {rules} from '../../src/rules/index.ts';
import {unusableServerName} from '../../src/rules/unusable-server-name.ts';
import type {Expectations} from '../../src/facts/expected-servers.ts';
import type {IncomingServer, OutgoingServer} from '../../src/snapshot.ts';
import {
  account, exchangeOutgoingServer, exchangeServer, identity, incomingServer, jane, localNetworkHosts, loopbackHosts, nearMisses, notReadOutgoingServer, outgoingServer, popServer,
  snapshot, unusableHosts,
} from '../helpers/make.ts';
import {testRule, usedBy} from '../helpers/test-rule.ts';

/** A server of an account that is called so. */
function called(name: string | undefined, subject: IncomingServer | OutgoingServer) {
  const list = 'isDefault' in subject ? {outgoingServers: [subject]} : {incomingServers: [subject]};
  return {subject, snapshot: snapshot({accounts: [account({name, type: 'isDefault' in subject ? 'imap' : subject.type})], ...list})};
}

const dead = 'server1.invalid';
const unmeant = {reason: 'invalid', hostname: dead};

/** What stands there, and what was meant by it. */
const meant: [string, string][] = [
  ['smtp.example.com ', 'smtp.example.com'], [' smtp.example.com', 'smtp.example.com'], ['smtp.example.com\t', 'smtp.example.com'], ['smtp.example.com:465', 'smtp.example.com'],
  ['smtp.example.com:', 'smtp.example.com'], ['https://smtp.example.com', 'smtp.example.com'], ['smtp://smtp.example.com:465/', 'smtp.example.com'], ['smtp.example.com/', 'smtp.example.com'],
];

testRule(unusableServerName, {
  pass: [
    incomingServer(), popServer(), outgoingServer(),
    ...[...loopbackHosts, ...localNetworkHosts, ...nearMisses].map(hostname => outgoingServer({hostname})),
    ...['IMAP.Example.ORG', 'imap.example.org.', 'müller.example.org', 'mail', '127.1', 'invalid.example.org'].map(hostname => incomingServer({hostname})),
    ...[1, 65_535].flatMap(port => [incomingServer({port}), popServer({port}), outgoingServer({port})]),
    // Another rule's business.
    incomingServer({hostname: '203.0.113.7', port: 995, socketType: 'plain'}),
  ],
  fail: [
    {given: incomingServer({hostname: dead}), data: unmeant},
    {given: popServer({hostname: dead}), data: unmeant},
    {given: incomingServer({hostname: 'Server1.INVALID.'}), data: {reason: 'invalid', hostname: 'Server1.INVALID.'}},
    {given: outgoingServer({hostname: 'smtp.invalid'}), data: {reason: 'invalid', hostname: 'smtp.invalid'}},
    // The name is said first.
    {given: incomingServer({hostname: dead, port: 70_000}), data: unmeant},
    ...meant.map(([hostname, name]) => ({given: outgoingServer({hostname}), data: {reason: 'name', hostname: hostname.replace('\t', '<U+0009>'), meant: name}})),
    ...['smtp example.com', 'smtp,example.com', 'a:b:c', '[::1]', 'smtp:465', 'fe80::1%eth0', '203.0.113.7.'].map(hostname => ({given: outgoingServer({hostname}), data: {reason: 'name', hostname}})),
    ...['', ' ', '.'].map(hostname => ({given: outgoingServer({hostname}), data: {reason: 'empty'}})),
    // Nothing that may be a person's is told, nor is a part of it.
    ...[jane.email, `${jane.username}@smtp.example.com`, `${jane.username} `].map(hostname => ({given: outgoingServer({hostname}), data: {reason: 'address'}})),
    // As an account was once called by Thunderbird itself.
    {given: called('anne on imap.example.org', incomingServer({hostname: dead})), data: {...unmeant, meant: 'imap.example.org'}},
    {given: called('anne@example.org (pop.example.org)', popServer({hostname: dead})), data: {...unmeant, meant: 'pop.example.org'}},
    {given: called('Mail-1.Example.ORG', incomingServer({hostname: dead})), data: {...unmeant, meant: 'Mail-1.Example.ORG'}},
    ...[jane.email, 'jane.roe', 'anne@imap.example.org', 'anne on server1.invalid', 'imap.gmx', 'imap.10.0', 'Work', '', undefined].map(name => ({
      given: called(name, incomingServer({hostname: dead})), data: unmeant,
    })),
    {given: called('mail.jane.roe', incomingServer({hostname: dead, username: 'mail.jane.roe'})), data: unmeant},
    // It is called after the server that mail comes from.
    {given: called('anne on imap.example.org', outgoingServer({hostname: 'smtp.invalid'})), data: {reason: 'invalid', hostname: 'smtp.invalid'}},
    ...[-5, 0, 65_536, 70_000].flatMap(port => [
      {given: incomingServer({port}), data: {reason: 'port', hostname: 'imap.example.com', port}}, {given: popServer({port}), data: {reason: 'port', hostname: 'pop.example.com', port}},
    ]),
    {given: outgoingServer({port: 65_536}), data: {reason: 'port', hostname: 'smtp.example.com', port: 65_536}},
    ...[[70_000, 4464], [-1, 65_535]].map(([port, used]) => ({given: outgoingServer({port: port!}), data: {reason: 'port', hostname: 'smtp.example.com', port: port!, used: used!}})),
  ],
  notApplicable: [exchangeServer(), exchangeOutgoingServer(), exchangeServer({hostname: 'exchange.invalid'}), exchangeServer({type: 'graph'})],
  unknown: [notReadOutgoingServer()],
});

const expects = (imap: {hostname?: string; port?: number}[]): Partial<Expectations> => ({servers: {'example.com': {imap}}});

testRule(unusableServerName, {
  policy: expects([{hostname: 'imap.example.net', port: 993}, {hostname: 'imap.example.net', port: 143}]),
  fail: [
    {given: usedBy([jane.email], incomingServer({hostname: dead})), data: {...unmeant, meant: 'imap.example.net'}},
    {given: usedBy([jane.email], incomingServer({hostname: 'imap.example.com '})), data: {reason: 'name', hostname: 'imap.example.com ', meant: 'imap.example.net'}},
  ],
});

testRule(unusableServerName, {
  policy: expects([{hostname: 'imap.example.net'}, {hostname: 'imap2.example.net'}]),
  fail: [{given: usedBy([jane.email], incomingServer({hostname: dead})), data: unmeant}],
});

it('nothing is said of a connection that is never made', () => {
  const bare = {socketType: 'plain' as const, port: 25, authMethod: 'passwordCleartext' as const, hasCertificateException: true, locked: ['socketType']};
  for (const hostname of unusableHosts) {
    for (const incoming of [incomingServer({hostname, ...bare}), popServer({hostname, ...bare})]) {
      const whole = snapshot({
        accounts: [account({type: incoming.type})], incomingServers: [incoming], outgoingServers: [outgoingServer({hostname, ...bare})],
        identities: [identity({accountTypes: [incoming.type], sentFolder: 'server'})],
      });
      const failed = audit(whole, rules, {rules: {}}).findings.filter(({outcome}) => outcome === 'fail').map(({rule, subjectId}) => `${rule} ${subjectId}`);
      expect(failed, `for ${JSON.stringify(hostname)}`).toEqual(['unusable-server-name server1', 'unusable-server-name smtp1']);
    }
  }
});

it('what SMTP sends to another port is judged', () => {
  const whole = snapshot({outgoingServers: [outgoingServer({port: 70_000, socketType: 'plain'})]});
  const failed = audit(whole, rules, {rules: {}}).findings.filter(({outcome}) => outcome === 'fail').map(({rule}) => rule);
  expect(failed).toEqual(['unprotected-password', 'outgoing-plaintext', 'unusable-server-name']);
});

it('an outgoing server that nobody uses is no problem, whatever its name', () => {
  const whole = snapshot({outgoingServers: [outgoingServer(), outgoingServer({key: 'smtp2', accountIds: [], hostname: '', port: 587, socketType: 'plain', authMethod: 'passwordCleartext'})]});
  expect(audit(whole, rules, {rules: {}}).findings).toEqual([]);
});

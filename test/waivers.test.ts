/** What an administrator accepts as it is, through the real `audit()`. */
import {describe, expect, it} from 'vitest';
import {audit} from '../src/audit.ts';
import type {Waiver} from '../src/waivers.ts';
import {incomingPlaintext} from '../src/rules/incoming-plaintext.ts';
import {rules} from '../src/rules/index.ts';
import type {Snapshot} from '../src/snapshot.ts';
import {accountsNeedingAttention, countAttention, curesOf} from '../src/cures.ts';
import {inTime} from './helpers/in-time.ts';
import {account, identity, incomingServer, notReadOutgoingServer, outgoingServer, program, snapshot} from './helpers/make.ts';
import {type Finding, needsAttention} from '../src/report.ts';

const plain = snapshot({incomingServers: [incomingServer({socketType: 'plain', port: 143})]});

/** A waiver of the one rule that fails in `plain`; snapshots are taken on 2026-11-21. */
function waiver(differences: Partial<Waiver> = {}): Waiver {
  return {rule: 'incoming-plaintext', account: '*@example.com', reason: 'a copier', until: '2026-12-31', ...differences};
}

function audited(whole: Snapshot, ...waivers: Waiver[]) {
  return audit(whole, rules, {rules: {}, waivers});
}

function find(whole: Snapshot, rule: string, ...waivers: Waiver[]): Finding {
  return audited(whole, ...waivers).findings.find(finding => finding.rule === rule)!;
}

const outcomeOf = (whole: Snapshot, ...waivers: Waiver[]) => find(whole, 'incoming-plaintext', ...waivers).outcome;

/** Whether a pattern covers an account of this address, at this server. */
function isCovered(pattern: string, email = 'jane.roe@example.com', hostname = 'imap.example.com'): boolean {
  const whole = snapshot({incomingServers: [incomingServer({hostname, socketType: 'plain'})], identities: [identity({email})]});
  return audit(whole, [incomingPlaintext], {rules: {}, waivers: [waiver({account: pattern})]}).findings[0]!.outcome === 'waived';
}

describe('a pattern', () => {
  it.each([
    '*@example.com', '*', '**', '***', 'jane.roe@example.com', 'jane.roe@*', '*roe@*', 'jane*roe*com', 'j*n*.*@*.com', '*jane.roe@example.com*',
    'JANE.ROE@EXAMPLE.COM', '*@Example.COM', 'jane.roe*@example.com',
    // The server's name.
    'imap.example.com', 'IMAP.example.COM', 'imap.*', '*.com', 'i*p.e*e.c*m', '*.example.com',
  ])('%s covers it', pattern => expect(isCovered(pattern)).toBe(true));

  it.each([
    '*@example.org', '*@example.co', '*@example.com.example.org', 'roe@example.com', 'jane.roe', 'jane.roe@example.com*x', '*x', 'x*',
    '@example.com', 'example.com', 'imap', '*@imap.example.com', 'Jane Roe', 'jroe', 'account1', 'server1',
    // The parts have their order, and share no letter.
    '*.com*@*', 'roe*jane*', 'jane.roe@example.com*jane.roe@example.com', '*com*com', 'jane.roe@*roe@example.com', 'imap.example.*example.com',
    // A letter is a letter.
    'jane.ro.@example.com', 'jane_roe@example.com', '.*', '.+@example.com', '^.*$', '[a-z.]+@example.com', '*@example?com', 'jane.roe@example.co(m)',
    '*|*', '%', '?*',
  ])('%s does not', pattern => expect(isCovered(pattern)).toBe(false));

  it('has regular expressions as letters', () => {
    expect(isCovered('a+b(c)[d]^$|\\?.{1}@example.com', 'a+b(c)[d]^$|\\?.{1}@example.com')).toBe(true);
    expect(isCovered('a+*]@example.com', 'a+b[c]@example.com')).toBe(true);
    expect(isCovered('janexroe@example.com')).toBe(false);
    expect(isCovered('jane.roe@example.com', 'janexroe@example.com')).toBe(false);
  });
  it('takes upper and lower case of a name as the same', () => {
    expect(isCovered('jane.roe@*.com', 'Jane.Roe@EXAMPLE.com')).toBe(true);
    expect(isCovered('imap.example.com', '', 'IMAP.Example.com')).toBe(true);
  });
  it('is exact where it has no star', () => {
    expect(isCovered('ab', 'ab')).toBe(true);
    expect(isCovered('a', 'ab')).toBe(false);
    expect(isCovered('b', 'ab')).toBe(false);
  });
  it('lets a star stand for nothing, and no letter be used twice', () => {
    expect(isCovered('a*b*c', 'abc')).toBe(true);
    expect(isCovered('a*b*c', 'aXbXbXc')).toBe(true);
    expect(isCovered('a*b*c', 'acb')).toBe(false);
    expect(isCovered('ab*bc', 'abc')).toBe(false);
    expect(isCovered('ab*b*bc', 'abbc')).toBe(false);
    expect(isCovered('a*a', 'a')).toBe(false);
    expect(isCovered('a*a', 'aa')).toBe(true);
  });
  it('covers by any address of the account, not by what was not read', () => {
    const whole = {...plain, identities: [identity({email: undefined}), identity({key: 'id2', email: 'alias@example.org'})]};
    expect(outcomeOf(whole, waiver({account: '*@example.org'}))).toBe('waived');
    expect(outcomeOf(whole, waiver({account: '*@example.com'}))).toBe('fail');
    expect(outcomeOf(whole, waiver({account: 'undefined'}))).toBe('fail');
  });
  it('may be of ten thousand stars', () => {
    expect(inTime(() => isCovered('*'.repeat(10_000)))).toBe(true);
    expect(inTime(() => isCovered(`${'*a'.repeat(5000)}b`, `${'a'.repeat(20_000)}@example.com`))).toBe(false);
    expect(inTime(() => isCovered(`${'*a*a'.repeat(2500)}*`, `${'a'.repeat(20_000)}@example.com`))).toBe(true);
  });
});

describe('a waiver', () => {
  it('says who, why and until when, and changes nothing else', () => {
    const before = find(plain, 'incoming-plaintext');
    expect(before).toMatchObject({outcome: 'fail', severity: 'critical'});
    expect(find(plain, 'incoming-plaintext', waiver())).toEqual({
      ...before, outcome: 'waived', waiver: {by: 'administrator', reason: 'a copier', until: '2026-12-31'},
    });
  });
  it.each([['2026-11-22', 'waived'], ['2026-11-21', 'waived'], ['2026-11-20', 'fail'], ['2025-12-31', 'fail']])('until %s: %s', (until, outcome) => {
    expect(outcomeOf(plain, waiver({until}))).toBe(outcome);
  });
  it('holds to the last second of its last day, in UTC', () => {
    expect(outcomeOf({...plain, takenAt: '2026-12-31T23:59:59.999Z'}, waiver())).toBe('waived');
    expect(outcomeOf({...plain, takenAt: '2027-01-01T00:00:00.000Z'}, waiver())).toBe('fail');
  });
  it('covers nothing that belongs to no account, but for a server by its name', () => {
    const old = snapshot({program: program({minimumTLS: '1.0'}), outgoingServers: [outgoingServer(), outgoingServer({key: 'smtp2', accountIds: [], socketType: 'plain'})]});
    for (const pattern of ['*', '', '*@example.com']) expect(find(old, 'deprecated-tls', waiver({rule: 'deprecated-tls', account: pattern})).outcome).toBe('fail');
    const unused = ['*', 'smtp.example.com', '*@example.com', ''].map(pattern => find(old, 'outgoing-unused-plaintext', waiver({rule: 'outgoing-unused-plaintext', account: pattern})));
    expect(unused.map(({outcome}) => outcome)).toEqual(['waived', 'waived', 'fail', 'fail']);
  });
  it('is of one rule', () => {
    expect(outcomeOf(plain, waiver({rule: 'unprotected-password'}))).toBe('fail');
    expect(audited(plain, waiver()).findings.map(({rule, outcome}) => [rule, outcome]))
      .toEqual([['unprotected-password', 'fail'], ['incoming-plaintext', 'waived']]);
  });
  it('may be one of several: the first that holds is told', () => {
    const waivers = [waiver({until: '2026-01-01', reason: 'over'}), waiver({account: 'x', reason: 'other'}), waiver({reason: 'this'}), waiver({reason: 'late'})];
    expect(find(plain, 'incoming-plaintext', ...waivers).waiver!.reason).toBe('this');
  });
  it('covers no other account', () => {
    const two = snapshot({
      accounts: [account(), account({id: 'account2'})],
      incomingServers: ['account1', 'account2'].map((id, i) =>
        incomingServer({key: `server${i + 1}`, accountIds: [id], hostname: `imap${i + 1}.example.com`, socketType: 'plain'})),
      identities: [identity(), identity({key: 'id2', accountIds: ['account2'], email: 'x@example.org'})],
    });
    const {findings} = audit(two, [incomingPlaintext], {rules: {}, waivers: [waiver()]});
    expect(findings.map(({accountIds, outcome}) => [...accountIds, outcome])).toEqual([['account2', 'fail'], ['account1', 'waived']]);
  });
  it('keeps the weight an administrator gave the rule', () => {
    const {findings} = audit(plain, [incomingPlaintext], {rules: {'incoming-plaintext': 'advice'}, waivers: [waiver()]});
    expect(findings).toMatchObject([{outcome: 'waived', severity: 'advice'}]);
  });
  it('is not for what could not be checked', () => {
    const notRead = snapshot({incomingServers: [incomingServer({socketType: undefined})]});
    expect(find(notRead, 'incoming-plaintext', waiver({account: '*'}))).toMatchObject({outcome: 'unknown', data: {notRead: ['socketType']}});
    expect(find(notRead, 'incoming-plaintext', waiver({account: '*'}))).not.toHaveProperty('waiver');
    const outgoing = find(snapshot({outgoingServers: [notReadOutgoingServer()]}), 'outgoing-plaintext', waiver({rule: 'outgoing-plaintext', account: '*'}));
    expect(outgoing.outcome).toBe('unknown');
  });
  it('is not for what passed', () => {
    expect(audited(snapshot(), waiver({account: '*'}))).toEqual(audited(snapshot()));
  });
  it('changes nothing it is given', () => {
    const waivers = [waiver()];
    const [whole, before] = [structuredClone(plain), structuredClone(waivers)];
    audited(whole, ...waivers);
    expect([whole, waivers]).toEqual([plain, before]);
  });
});

/** Two accounts of two domains, and an outgoing server without TLS that these use. */
const shared = (accountIds: string[]) => snapshot({
  accounts: [account(), account({id: 'account2'})],
  incomingServers: [incomingServer(), incomingServer({key: 'server2', accountIds: ['account2'], hostname: 'imap.example.org'})],
  outgoingServers: [outgoingServer({socketType: 'plain', port: 587, accountIds})],
  identities: [identity(), identity({key: 'id2', accountIds: ['account2'], email: 'x@example.org'})],
});

function outcomeOfShared(accountIds: string[], pattern: string): string {
  return find(shared(accountIds), 'outgoing-plaintext', waiver({rule: 'outgoing-plaintext', account: pattern})).outcome;
}

describe('an outgoing server that accounts share', () => {
  it('is waived for all of them or not at all', () => {
    expect(outcomeOfShared(['account1'], '*@example.com')).toBe('waived');
    expect(outcomeOfShared(['account1', 'account2'], '*@example.com')).toBe('fail');
    expect(outcomeOfShared(['account1', 'account2'], '*@example.org')).toBe('fail');
    expect(outcomeOfShared(['account1', 'account2'], '*@example.*')).toBe('waived');
    expect(outcomeOfShared(['account1', 'account2'], 'imap.example.*')).toBe('waived');
    expect(outcomeOfShared(['account1', 'account2'], '*')).toBe('waived');
  });
  it.each(['smtp.example.com', 'SMTP.Example.COM', 'smtp.*', '*.com', '*', 's*p.e*e.c*m', '*.example.com'])('is waived by its own name: %s', pattern => {
    expect(outcomeOfShared(['account1'], pattern)).toBe('waived');
    expect(outcomeOfShared(['account1', 'account2'], pattern)).toBe('waived');
  });
  it.each(['smtp.example.org', 'smtp', 'example.com', 'mtp.example.com', 'smtp.example.co', 'smtp1', 'smtp.example.com*x', '*@smtp.example.com', 'jroe'])(
    'is not waived by another name: %s', pattern => {
      expect(outcomeOfShared(['account1'], pattern)).toBe('fail');
      expect(outcomeOfShared(['account1', 'account2'], pattern)).toBe('fail');
    },
  );
  it('is waived by its name however that is written', () => {
    const whole = shared(['account1']);
    const written = ['smtp.example.com', 'SMTP.example.com.'].map(hostname => ({...whole, outgoingServers: [{...whole.outgoingServers[0]!, hostname}]}));
    const accepting = waiver({rule: 'outgoing-plaintext', account: 'smtp.example.com'});
    expect(written.map(each => find(each, 'outgoing-plaintext', accepting).outcome)).toEqual(['waived', 'waived']);
  });
  it('is not waived by the name of another, nor of the incoming server of one of them', () => {
    const whole = shared(['account1', 'account2']);
    const two = {...whole, outgoingServers: [
      ...whole.outgoingServers, outgoingServer({key: 'smtp2', hostname: 'smtp.example.org', socketType: 'plain', port: 587, isDefault: false}),
    ]};
    const outcomes = (pattern: string) => Object.fromEntries(audited(two, waiver({rule: 'outgoing-plaintext', account: pattern})).findings
      .filter(({rule}) => rule === 'outgoing-plaintext').map(({subjectId, outcome}) => [subjectId, outcome]));
    expect(outcomes('smtp.example.com')).toEqual({smtp1: 'waived', smtp2: 'fail'});
    expect(outcomes('smtp.example.org')).toEqual({smtp1: 'fail', smtp2: 'waived'});
    expect(outcomes('smtp.example.*')).toEqual({smtp1: 'waived', smtp2: 'waived'});
    // The account of it is one of the two that send with the first.
    expect(outcomes('imap.example.com')).toEqual({smtp1: 'fail', smtp2: 'waived'});
  });
  it('whose name was not read stays what could not be checked, whatever the pattern', () => {
    const whole = shared(['account1', 'account2']);
    const nameless = {...whole, outgoingServers: [{...whole.outgoingServers[0]!, hostname: undefined}]};
    for (const pattern of ['*', '*@example.*', 'smtp.*', 'undefined', '']) {
      expect(find(nameless, 'outgoing-plaintext', waiver({rule: 'outgoing-plaintext', account: pattern})).outcome).toBe('unknown');
    }
  });
  it('waives nothing else of its accounts by its name', () => {
    const whole = {...shared(['account1']), incomingServers: plain.incomingServers};
    expect(outcomeOf(whole, waiver({account: 'smtp.example.com'}))).toBe('fail');
    expect(find(whole, 'outgoing-plaintext', waiver({account: 'smtp.example.com'})).outcome).toBe('fail');
  });
  it('waives no finding of another kind that has its key', () => {
    const whole = {...plain, incomingServers: [incomingServer({key: 'smtp1', socketType: 'plain', port: 143})]};
    expect(outcomeOf(whole, waiver({account: 'smtp.example.com'}))).toBe('fail');
  });
  it('is not waived by two waivers of one account each', () => {
    const each = ['*@example.com', '*@example.org'].map(pattern => waiver({rule: 'outgoing-plaintext', account: pattern}));
    expect(find(shared(['account1', 'account2']), 'outgoing-plaintext', ...each).outcome).toBe('fail');
  });
});

describe('what is waived', () => {
  const whole = snapshot({incomingServers: [incomingServer({socketType: 'plain', port: 143, offlineDownload: false})]});
  const waivers = ['incoming-plaintext', 'unprotected-password'].map(rule => waiver({rule}));

  it('needs no attention', () => {
    expect(needsAttention(find(whole, 'incoming-plaintext'))).toBe(true);
    expect(needsAttention(find(whole, 'incoming-plaintext', ...waivers))).toBe(false);
  });
  it('is no cure and is not counted', () => {
    expect(countAttention(audited(whole))).toBe(2);
    const report = audited(whole, ...waivers);
    expect(countAttention(report)).toBe(1);
    expect(curesOf(report.findings).map(cure => cure.map(({rule}) => rule))).toEqual([['local-copies-off']]);
    expect(accountsNeedingAttention(report)).toEqual(['account1']);
    const all = audited(whole, ...waivers, waiver({rule: 'local-copies-off'}));
    expect([countAttention(all), accountsNeedingAttention(all)]).toEqual([0, []]);
  });
  it('stands behind what is not, whatever its weight', () => {
    expect(audited(whole, ...waivers).findings.map(({outcome}) => outcome)).toEqual(['fail', 'waived', 'waived']);
  });
});

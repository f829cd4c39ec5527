/** What a server is measured by: the administrator's settings before what we know, its host before its address. */
import {describe, expect, it} from 'vitest';
import {type ExpectedServers, choicesFor, expectedOf, retirementOf, retirements} from '../../src/facts/expected-servers.ts';
import known from '../../src/facts/known-servers.json' with {type: 'json'};
import {unmanaged} from '../../src/policy.ts';
import type {Snapshot} from '../../src/snapshot.ts';
import {exchangeServer, identity, incomingServer, notReadOutgoingServer, outgoingServer, popServer, snapshot} from '../helpers/make.ts';
import {readPolicy} from '../../src/read-policy.ts';

describe('what we know', () => {
  it('is what an administrator could write', () => {
    const {errors, servers} = readPolicy({servers: known});
    expect(errors).toEqual([]);
    expect(servers).toEqual(known);
  });
  it.each(Object.entries(known))('of %s says where it is from and when', (domain, entry) => {
    expect(domain).toMatch(/^ac-[a-z-]+\.fr$/);
    expect(entry.source).toMatch(/^Académie /);
    expect(entry.date).toMatch(/^20\d\d-\d\d-\d\d$/);
    expect(entry.imap.length, 'It has to be worth its bytes').toBeGreaterThan(0);
  });
  it('names each host once', () => {
    const hosts = Object.values(readPolicy({servers: known}).servers).flatMap(({imap = [], pop3 = [], smtp = []}) =>
      [...imap, ...pop3, ...smtp].map(({hostname}) => hostname));
    expect(hosts.filter((host, i) => hosts.indexOf(host) !== i)).toEqual([]);
  });
});

const of = (...emails: (string | undefined)[]): Snapshot => snapshot({
  identities: emails.map((email, i) => identity({key: `id${i + 1}`, email})),
});
const entry = (source: string, ...hostnames: string[]): ExpectedServers => ({source, imap: hostnames.map(hostname => ({hostname}))});

/** The source of what is found, with `known` before what is only known. */
function found(hostname: string | undefined, whole: Snapshot, servers: Record<string, ExpectedServers>): string | undefined | null {
  const expected = expectedOf(incomingServer({hostname}), whole, {servers, pop: {}, copies: undefined, backup: {}});
  return expected && `${expected.isManaged ? '' : 'known '}${expected.entry.source}`;
}

describe('an incoming server', () => {
  const managed = {'a.example': entry('A', 'imap.a.example'), 'imap.b.example': entry('B'), 'ac-lyon.fr': entry('our Lyon', 'imap.lyon.example')};

  it.each<[string, string | undefined, (string | undefined)[], string | undefined | null]>([
    ['its domain', 'elsewhere.example', ['x@a.example'], 'A'],
    ['its domain in upper case', 'elsewhere.example', ['X@A.EXAMPLE'], 'A'],
    ['what follows the last @', 'elsewhere.example', ['"x@b.example"@a.example'], 'A'],
    ['a host an entry names', 'imap.a.example', ['x@elsewhere.example'], 'A'],
    ['a host in upper case', 'IMAP.A.Example', ['x@elsewhere.example'], 'A'],
    ['a host with a final dot', 'imap.a.example.', ['x@elsewhere.example'], 'A'],
    ['a host that is an entry, with a final dot', 'IMAP.b.example.', ['x@a.example'], 'B'],
    ['no host with two final dots', 'imap.a.example..', ['x@elsewhere.example'], undefined],
    ['no host that only begins or ends alike', 'imap.a.example.net', ['x@elsewhere.example'], undefined],
    ['a host that is an entry', 'imap.b.example', ['x@elsewhere.example'], 'B'],
    ['its host before its domain', 'imap.b.example', ['x@a.example'], 'B'],
    ['its host, whatever was not read', 'imap.a.example', [undefined], 'A'],
    ['its host, without an address', 'imap.a.example', [], 'A'],
    ['its first address', 'elsewhere.example', ['x@a.example', 'x@ac-besancon.fr'], 'A'],
    ['no alias', 'elsewhere.example', ['x@elsewhere.example', 'x@a.example'], undefined],
    ['no subdomain', 'elsewhere.example', ['x@sub.a.example'], undefined],
    ['nothing', 'elsewhere.example', ['x@elsewhere.example'], undefined],
    ['no empty address', 'elsewhere.example', [''], undefined],
    ['an administrator before what we know', 'mail.ac-lyon.fr', ['x@ac-lyon.fr'], 'our Lyon'],
    ['an administrator of another domain before what we know', 'mail.ac-lyon.fr', ['x@a.example'], 'A'],
    ['what we know, where the administrator is silent', 'elsewhere.example', ['x@ac-besancon.fr'], 'known Académie de Besançon'],
    ['what we know, by its host', 'imap.ac-besancon.fr', ['x@elsewhere.example'], 'known Académie de Besançon'],
    ['what we know, by its host with a final dot', 'IMAP.ac-besancon.fr.', ['x@elsewhere.example'], 'known Académie de Besançon'],
    ['what we know, by its host, without an address', 'imap.ac-besancon.fr', [], 'known Académie de Besançon'],
    ['nothing we know of a domain that is managed', 'mail.ac-lyon.fr', ['x@elsewhere.example'], undefined],
    ['nothing that can be told: its address was not read', 'elsewhere.example', [undefined], null],
    ['nothing that can be told: its address was not read, and a domain may be managed before what we know', 'imap.ac-besancon.fr', [undefined], null],
    ['nothing that can be told: its host was not read', undefined, ['x@elsewhere.example'], null],
    ['nothing that can be told: its host was not read, and may be managed before what we know', undefined, ['x@ac-besancon.fr'], null],
    ['nothing that can be told: nothing was read', undefined, [undefined], null],
    ['nothing that can be told: its host was not read, and it has no address', undefined, [], null],
    ['its domain, though its host was not read', undefined, ['x@a.example'], 'A'],
    ['the entry of its host, whatever was not read', 'imap.b.example', [undefined], 'B'],
  ])('is measured by %s', (_, hostname, emails, expected) => {
    expect(found(hostname, of(...emails), managed)).toBe(expected);
  });
  it('is not looked for by a host that was not read where nothing is managed', () => {
    expect(found(undefined, of('x@elsewhere.example'), {})).toBeUndefined();
    expect(found(undefined, of('x@ac-lyon.fr'), {})).toBe('known Académie de Lyon');
    expect(found(undefined, of(undefined), {})).toBeNull();
    expect(found('imap.ac-besancon.fr', of(undefined), {})).toBeNull();
  });
  it('is measured by its domain where several name its host, whatever their order', () => {
    const two = {'a.example': entry('A', 'imap.host.example'), 'b.example': entry('B', 'imap.host.example')};
    expect(found('imap.host.example', of('x@a.example'), two)).toBe('A');
    expect(found('imap.host.example', of('x@b.example'), two)).toBe('B');
    expect(found('imap.host.example', of('x@elsewhere.example'), two)).toBe('A');
  });
  it('is measured by the entry of its host before all that name it, whatever their order', () => {
    const host = {'imap.host.example': entry('host')};
    const domain = {'a.example': entry('A', 'imap.host.example')};
    expect(found('imap.host.example', of('x@a.example'), {...domain, ...host})).toBe('host');
    expect(found('imap.host.example', of('x@a.example'), {...host, ...domain})).toBe('host');
  });
  it('is found by a host that is retired', () => {
    const retiring = {'a.example': {source: 'A', retired: [{hostname: 'old.example', successor: 'new.example'}]}};
    expect(found('old.example', of('x@elsewhere.example'), retiring)).toBe('A');
    expect(found('OLD.example.', of('x@elsewhere.example'), retiring)).toBe('A');
    expect(found('new.example', of('x@elsewhere.example'), retiring)).toBeUndefined();
  });
  it('is measured by no name every object has', () => {
    expect(found('constructor', of('x@__proto__'), {})).toBeUndefined();
  });
});

describe('an expectation is for the account', () => {
  const servers = {
    'a.example': {...entry('A', 'imap.a.example', 'shared.example'), retired: [{hostname: 'old.a.example', successor: 'imap.a.example'}]},
    'b.example': entry('B', 'shared.example'),
    'imap.c.example': entry('C'),
  };

  it.each<[string, string | undefined, (string | undefined)[], string, boolean]>([
    ['found by its domain', 'elsewhere.example', ['x@a.example'], 'A', true],
    ['found by its domain, its host not read', undefined, ['x@a.example'], 'A', true],
    ['of its domain, which names its host', 'imap.a.example', ['X@A.example'], 'A', true],
    ['of its domain, which names its host among the retired', 'OLD.a.example.', ['x@a.example'], 'A', true],
    ['of its domain, the second that names its host', 'shared.example', ['x@b.example'], 'B', true],
    ['of its host\'s own name', 'imap.c.example', ['x@elsewhere.example'], 'C', true],
    ['of its host\'s own name, with a final dot', 'IMAP.c.example.', ['x@a.example'], 'C', true],
    ['of its host\'s own name, without an address', 'imap.c.example', [], 'C', true],
    ['of its host\'s own name, its address not read', 'imap.c.example', [undefined], 'C', true],
    ['not where it only names its host', 'imap.a.example', ['x@elsewhere.example'], 'A', false],
    ['not where it only names its host among the retired', 'old.a.example', ['x@elsewhere.example'], 'A', false],
    ['not for an alias', 'imap.a.example', ['x@elsewhere.example', 'x@a.example'], 'A', false],
    ['not for a subdomain', 'imap.a.example', ['x@sub.a.example'], 'A', false],
    ['not without an address', 'imap.a.example', [], 'A', false],
    ['not where several name its host, none of them its domain', 'shared.example', ['x@elsewhere.example'], 'A', false],
    ['not where it is only known by its host', 'imap.ac-besancon.fr', ['x@elsewhere.example'], 'Académie de Besançon', false],
    ['known by its domain', 'elsewhere.example', ['x@ac-besancon.fr'], 'Académie de Besançon', true],
  ])('%s', (_, hostname, emails, source, isForAccount) => {
    expect(expectedOf(incomingServer({hostname}), of(...emails), {servers, pop: {}, copies: undefined, backup: {}})).toMatchObject({entry: {source}, isForAccount});
  });
  it.each<[string, string, string[], boolean]>([
    ['whose users are all of its domain', 'imap.a.example', ['x@a.example', 'y@A.example'], true],
    ['not of two domains', 'imap.a.example', ['x@a.example', 'x@b.example'], false],
    ['of its own name, whatever their domains', 'imap.c.example', ['x@a.example', 'x@elsewhere.example'], true],
  ])('of an outgoing server %s', (_, hostname, emails, isForAccount) => {
    expect(expectedOf(outgoingServer({hostname}), of(...emails), {servers, pop: {}, copies: undefined, backup: {}})).toMatchObject({isManaged: true, isForAccount});
  });
});

describe('what a provider publishes', () => {
  const publishedServers = {'p.example': entry('P', 'imap.p.example'), 'ac-lyon.fr': entry('published Lyon', 'imap.lyon.example')};
  const servers = {'a.example': entry('A', 'imap.p.example')};
  const measured = (hostname: string | undefined, emails: (string | undefined)[], managed: Record<string, ExpectedServers> = {}) =>
    expectedOf(incomingServer({hostname}), of(...emails), {servers: managed, publishedServers, pop: {}, copies: undefined, backup: {}});

  it('is for addresses of its domain, at any host, and no administrator\'s', () => {
    const expected = {entry: publishedServers['p.example'], isManaged: false, isForAccount: true};
    expect(measured('imap.p.example', ['x@p.example'])).toEqual(expected);
    expect(measured('elsewhere.example', ['X@P.example', 'x@elsewhere.example'])).toEqual(expected);
    expect(measured(undefined, ['x@p.example'])).toEqual(expected);
  });
  it('is for no other address at a host it names, or that is its domain', () => {
    expect(measured('imap.p.example', ['x@elsewhere.example'])).toBeUndefined();
    expect(measured('p.example', ['x@elsewhere.example'])).toBeUndefined();
    expect(measured('imap.p.example', [])).toBeUndefined();
    expect(measured('imap.p.example', ['x@sub.p.example'])).toBeUndefined();
    expect(measured('imap.p.example', [''])).toBeUndefined();
  });
  it('comes after an administrator, by host or domain', () => {
    expect(measured('imap.p.example', ['x@p.example'], servers)).toMatchObject({entry: {source: 'A'}, isManaged: true, isForAccount: false});
    expect(measured('elsewhere.example', ['x@p.example'], {'p.example': entry('our P')})).toMatchObject({entry: {source: 'our P'}, isManaged: true});
    expect(measured('elsewhere.example', ['x@p.example'], servers)).toMatchObject({entry: {source: 'P'}, isManaged: false});
  });
  it('takes the place of what we know of its domain', () => {
    expect(measured('mail.ac-lyon.fr', ['x@ac-lyon.fr'])).toMatchObject({entry: {source: 'published Lyon'}});
    expect(measured('mail.ac-lyon.fr', ['x@elsewhere.example'])).toBeUndefined();
    expect(measured('imap.ac-besancon.fr', ['x@elsewhere.example'])).toMatchObject({entry: {source: 'Académie de Besançon'}});
  });
  it('cannot be told where the address was not read, nor, where something is managed, the host', () => {
    expect(measured('imap.p.example', [undefined])).toBeNull();
    expect(measured(undefined, ['x@p.example'], servers)).toBeNull();
  });
  it('is for an outgoing server that is used for one domain', () => {
    const expectations = {servers: {}, publishedServers, pop: {}, copies: undefined, backup: {}};
    expect(expectedOf(outgoingServer(), of('x@p.example', 'y@P.example'), expectations)).toMatchObject({entry: {source: 'P'}, isForAccount: true});
    expect(expectedOf(outgoingServer(), of('x@p.example', 'x@elsewhere.example'), expectations)).toBeUndefined();
  });
  it('is looked up by no name every object has', () => {
    for (const name of ['constructor', '__proto__', 'toString', '']) expect(measured('elsewhere.example', [`x@${name}`])).toBeUndefined();
  });
});

describe('an outgoing server', () => {
  const servers = {'a.example': {source: 'A', smtp: [{hostname: 'smtp.a.example'}]}, 'b.example': {source: 'B'}};
  const sourceFor = (hostname: string | undefined, whole: Snapshot) => {
    const expected = expectedOf(outgoingServer({hostname}), whole, {servers, pop: {}, copies: undefined, backup: {}});
    return expected && expected.entry.source;
  };

  it('is measured by the one domain of those who use it', () => {
    expect(sourceFor('elsewhere.example', of('x@a.example'))).toBe('A');
    expect(sourceFor('elsewhere.example', of('x@a.example', 'y@A.example'))).toBe('A');
  });
  it('of two domains is measured by its host only', () => {
    expect(sourceFor('elsewhere.example', of('x@a.example', 'x@b.example'))).toBeUndefined();
    expect(sourceFor('smtp.a.example', of('x@b.example', 'x@elsewhere.example'))).toBe('A');
  });
  it('is not measured by who sends with another', () => {
    const whole = snapshot({identities: [identity({email: 'x@a.example'}), identity({key: 'id2', email: 'x@b.example', outgoingServerKey: 'smtp2'})]});
    expect(sourceFor('elsewhere.example', whole)).toBe('A');
  });
  it('cannot be told where an address of its users was not read', () => {
    expect(sourceFor('elsewhere.example', of('x@a.example', undefined))).toBeNull();
    expect(sourceFor(undefined, of('x@a.example', undefined))).toBeNull();
    expect(sourceFor('smtp.a.example', of('x@a.example', undefined))).toBe('A');
    expect(sourceFor('SMTP.a.example.', of('x@a.example', undefined))).toBe('A');
  });
  it('cannot be told where its host was not read, unless by its domain', () => {
    expect(sourceFor(undefined, of('x@elsewhere.example'))).toBeNull();
    expect(sourceFor(undefined, of('x@a.example', 'x@b.example'))).toBeNull();
    expect(sourceFor(undefined, of('x@a.example'))).toBe('A');
  });
  it('that was not read at all is that of its account', () => {
    const expected = expectedOf(notReadOutgoingServer(), of('x@a.example'), {servers, pop: {}, copies: undefined, backup: {}});
    expect(expected?.entry.source).toBe('A');
  });
});

describe('choicesFor', () => {
  const all: ExpectedServers = {imap: [{port: 993}], pop3: [{port: 995}], smtp: [{port: 465}]};

  it('has those of its protocol', () => {
    expect(choicesFor(incomingServer(), all)).toBe(all.imap);
    expect(choicesFor(popServer(), all)).toBe(all.pop3);
    expect(choicesFor(outgoingServer(), all)).toBe(all.smtp);
    expect(choicesFor(notReadOutgoingServer(), all)).toBe(all.smtp);
  });
  it('has none for another, nor where none is given', () => {
    expect(choicesFor(exchangeServer(), all)).toEqual([]);
    expect(choicesFor(incomingServer(), {})).toEqual([]);
  });
});

it('a retirement is found by its whole name, in any case, with a final dot or without, whichever entry announces it', () => {
  const expectations = {...unmanaged(), servers: {'example.com': {}, 'example.org': {retired: [{hostname: 'old.example', successor: 'new.example'}], source: 'Example'}}};
  const announced = {hostname: 'old.example', successor: 'new.example', source: 'Example', date: ''};
  expect(retirements(expectations)).toEqual([announced]);
  for (const hostname of ['OLD.Example', 'old.example.', 'Old.Example.']) expect(retirementOf({hostname}, expectations)).toEqual(announced);
  for (const hostname of ['old.example..', 'very.old.example', undefined]) expect(retirementOf({hostname}, expectations)).toBeUndefined();
  expect(retirementOf({hostname: 'old.example'}, unmanaged())).toBeUndefined();
});

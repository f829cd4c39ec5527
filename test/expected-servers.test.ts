/** What a server is measured by: the administrator's settings before what we know, its host before its address. */
import {describe, expect, it} from 'vitest';
import {choicesFor, expectedOf, retirement} from '../src/expected-servers.ts';
import known from '../src/known-servers.json' with {type: 'json'};
import {type ExpectedServers, readPolicy} from '../src/policy-schema.ts';
import type {Snapshot} from '../src/snapshot.ts';
import {exchangeServer, identity, incomingServer, notReadOutgoingServer, outgoingServer, popServer, snapshot} from './helpers/make.ts';

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
  const expected = expectedOf(incomingServer({hostname}), whole, {servers, pop: {}, copies: undefined});
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
    ['nothing we know of a domain that is managed', 'mail.ac-lyon.fr', ['x@elsewhere.example'], undefined],
    ['nothing that can be told: its address was not read', 'elsewhere.example', [undefined], null],
    ['nothing that can be told: its host was not read', undefined, ['x@elsewhere.example'], null],
    ['its domain, though its host was not read', undefined, ['x@a.example'], 'A'],
  ])('is measured by %s', (_, hostname, emails, expected) => {
    expect(found(hostname, of(...emails), managed)).toBe(expected);
  });
  it('is not looked for by a host that was not read where nothing is managed', () => {
    expect(found(undefined, of('x@elsewhere.example'), {})).toBeUndefined();
    expect(found(undefined, of('x@ac-lyon.fr'), {})).toBe('known Académie de Lyon');
    expect(found(undefined, of(undefined), {})).toBeNull();
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
    expect(found('old.example', of('x@elsewhere.example'), {'a.example': {source: 'A', retired: [{hostname: 'old.example', successor: 'new.example'}]}})).toBe('A');
  });
  it('is measured by no name every object has', () => {
    expect(found('constructor', of('x@__proto__'), {})).toBeUndefined();
  });
});

describe('an outgoing server', () => {
  const servers = {'a.example': {source: 'A', smtp: [{hostname: 'smtp.a.example'}]}, 'b.example': {source: 'B'}};
  const sourceFor = (hostname: string | undefined, whole: Snapshot) => {
    const expected = expectedOf(outgoingServer({hostname}), whole, {servers, pop: {}, copies: undefined});
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
    expect(sourceFor('smtp.a.example', of('x@a.example', undefined))).toBe('A');
  });
  it('that was not read at all is that of its account', () => {
    const expected = expectedOf(notReadOutgoingServer(), of('x@a.example'), {servers, pop: {}, copies: undefined});
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

it('a retirement is found by its whole name, in any case', () => {
  const retired = [{hostname: 'old.example', successor: 'new.example'}];
  expect(retirement({hostname: 'OLD.Example'}, {retired})).toBe(retired[0]);
  expect(retirement({hostname: 'very.old.example'}, {retired})).toBeUndefined();
  expect(retirement({hostname: undefined}, {retired})).toBeUndefined();
  expect(retirement({hostname: 'old.example'}, {})).toBeUndefined();
});

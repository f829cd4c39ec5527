/** Thunderbird's numbers and our words agree both ways: a setting that is read may be written one day. */
import {describe, expect, it} from 'vitest';
import * as words from '../../src/experiment/settings/words.js';

/** As the IDL files have them, written out once more: nsMsgSocketType, nsMsgAuthMethod, nsIMsgRetentionSettings, nsMsgImapDeleteModels; am-server.xhtml; security.tls.version.min. */
const numbers = {
  SOCKET_TYPES: {plain: 0, optionalSTARTTLS: 1, STARTTLS: 2, SSL: 3},
  AUTH_METHODS: {none: 1, old: 2, passwordCleartext: 3, passwordEncrypted: 4, GSSAPI: 5, NTLM: 6, External: 7, secure: 8, anything: 9, OAuth2: 10},
  RETENTION: {all: 1, age: 2, count: 3},
  IMAP_DELETE_MODELS: {markDeleted: 0, moveToTrash: 1, deleteImmediately: 2},
  EXCHANGE_DELETE_MODELS: {deleteImmediately: 0, moveToTrash: 1},
  TLS_VERSIONS: {'1.0': 1, '1.1': 2, '1.2': 3, '1.3': 4},
};

interface Table {
  words: Record<number, string>;
  wordOf(number: number | undefined): string | undefined;
  numberOf(word: string): number | undefined;
}

const tables = new Map(Object.entries<unknown>(words).filter(([name]) => name === name.toUpperCase()));

describe.each(Object.entries(numbers))('%s', (name, expected) => {
  const table = tables.get(name) as Table;

  it('has a number for each word, and that word for the number', () => {
    expect(Object.fromEntries(Object.values(table.words).map(word => [word, table.numberOf(word)]))).toEqual(expected);
    expect(Object.values(expected).map(table.wordOf)).toEqual(Object.keys(expected));
  });
  it('has no word for any other number, and no number for any other word', () => {
    expect([-1, 11, 0.5, undefined].map(table.wordOf)).toEqual([undefined, undefined, undefined, undefined]);
    expect(table.numberOf('toString')).toBeUndefined();
  });
});

it('every table is compared', () => {
  expect([...tables.keys()].toSorted()).toEqual(Object.keys(numbers).toSorted());
});

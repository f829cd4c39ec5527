import {describe, expect, it} from 'vitest';
import {filesSentMail, providerOfAddress, providerOfHost, providers, senderOf} from '../../src/facts/providers.ts';
import {exchangeOutgoingServer, identity, outgoingServer, snapshot} from '../helpers/make.ts';

const sending = (server: Parameters<typeof outgoingServer>[0]) => snapshot({outgoingServers: [outgoingServer(server)]});

describe('the table of providers', () => {
  it.each(['domains', 'hosts'] as const)('has each of its %s once, in small letters', list => {
    const all = providers.flatMap(provider => provider[list]);
    expect(all.filter((name, i) => all.indexOf(name) !== i)).toEqual([]);
    expect(all.filter(name => !/^[a-z\d-]+(\.[a-z\d-]+)+$/.test(name))).toEqual([]);
  });
  it('knows the three academies', () => expect(providerOfHost('smtps.ac-lyon.fr')?.name).toBe('ac-lyon.fr'));
});

describe('whose a host is', () => {
  it.each([['smtp.gmail.com', 'Gmail'], ['SMTP.Gmail.com.', 'Gmail'], ['gmail.com', 'Gmail'], ['outlook.office365.com', 'Microsoft'], ['smtp.mail.me.com', 'iCloud']])(
    '%s: %s', (hostname, name) => expect(providerOfHost(hostname)?.name).toBe(name));
  it.each(['notgmail.com', 'gmail.com.example.org', 'me.com.example.org', 'home.com', 'example.com', 'com', '', '127.0.0.1'])(
    '%s: nobody’s we know', hostname => expect(providerOfHost(hostname)).toBeUndefined());
});

describe('whose an address is', () => {
  it.each([['a@gmail.com', 'Gmail'], ['A@GMAIL.COM', 'Gmail'], [' a@wanadoo.fr ', 'Orange'], ['a@b@free.fr', 'Free'], ['a@ac-besancon.fr', 'ac-besancon.fr']])(
    '%s: %s', (email, name) => expect(providerOfAddress(email)?.name).toBe(name));
  // A department of Microsoft's or an academy's is not its customers' domain.
  it.each(['a@example.com', 'a@mail.gmail.com', 'a@microsoft.com', 'gmail', ''])('%s: nobody’s we know', email => {
    expect(providerOfAddress(email)).toBeUndefined();
  });
});

describe('who files what is sent', () => {
  it.each([['smtp.gmail.com', true], ['smtp.office365.com', true], ['smtp-mail.outlook.com', true], ['smtp.mail.me.com', false], ['smtp.example.com', false], [undefined, undefined]])(
    '%s: %s', (hostname, files) => expect(filesSentMail(identity(), sending({hostname}))).toBe(files));
  it('not Exchange, which Thunderbird asks not to', () => {
    expect(filesSentMail(identity({outgoingServerKey: 'ews1'}), snapshot({outgoingServers: [exchangeOutgoingServer({hostname: 'outlook.office365.com'})]}))).toBe(false);
  });
  it.each(['graph', 'unknown'] as const)('not known of %s', type => {
    expect(filesSentMail(identity(), sending({type, hostname: 'graph.microsoft.com'}))).toBeUndefined();
  });
  it('not known where the server is not there', () => {
    expect(senderOf({outgoingServerKey: undefined, accountIds: ['account1']}, sending({}))).toBeUndefined();
    expect(filesSentMail(identity({outgoingServerKey: 'smtp7'}), sending({}))).toBeUndefined();
  });
});

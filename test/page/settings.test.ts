import {beforeEach, describe, expect, it, vi} from 'vitest';
import {text} from '../../src/explain/messages.ts';
import {getMessageIn} from '../helpers/locales.ts';
import {account, incomingServer, localFolders, snapshot} from '../helpers/make.ts';
import {audited} from './fixture.ts';
import {titleOf} from '../../src/explain/finding.ts';
import {dayText} from '../../src/explain/dates.ts';
import {quoted} from '../../src/explain/quoted.ts';
import {settingsOf} from '../../src/explain/settings.ts';

const messenger = {i18n: {getMessage: (_key: string): string => ''}};
vi.stubGlobal('messenger', messenger);

function speak(language: string): void {
  messenger.i18n.getMessage = getMessageIn(language);
}

beforeEach(() => speak('en'));

/** Facts as they are quoted, in English and French, with one kind of space. */
function inBoth(...facts: string[]): unknown[] {
  return ['en', 'fr'].map(language => {
    speak(language);
    const {expected} = quoted({expected: facts});
    return (expected as string[]).map(said => said.replaceAll(/\s/g, ' ')).join();
  });
}

describe('an expected setting is in Thunderbird’s words', () => {
  it.each([
    ['socketType=SSL', 'Connection security SSL/TLS', 'Sécurité de la connexion SSL/TLS'],
    ['socketType=STARTTLS', 'Connection security STARTTLS', 'Sécurité de la connexion STARTTLS'],
    ['socketType=plain', 'Connection security None', 'Sécurité de la connexion Aucune'],
    ['authMethod=passwordCleartext', 'Authentication method Normal password', 'Méthode d’authentification Mot de passe normal'],
    ['authMethod=passwordEncrypted', 'Authentication method Encrypted password', 'Méthode d’authentification Mot de passe chiffré'],
    ['authMethod=GSSAPI', 'Authentication method Kerberos / GSSAPI', 'Méthode d’authentification Kerberos / GSSAPI'],
    ['authMethod=NTLM', 'Authentication method NTLM', 'Méthode d’authentification NTLM'],
    ['authMethod=External', 'Authentication method TLS Certificate', 'Méthode d’authentification Certificat TLS'],
    ['authMethod=OAuth2', 'Authentication method OAuth2', 'Méthode d’authentification OAuth2'],
    ['authMethod=none', 'Authentication method No authentication', 'Méthode d’authentification Pas d’authentification'],
  ])('%s', (fact, en, fr) => {
    expect(inBoth(fact)).toEqual([en, fr]);
  });
  it('which has none for the name of a server or a port', () => {
    expect(inBoth('hostname=imap.example.org')).toEqual(['Server Name imap.example.org', 'Nom du serveur imap.example.org']);
    expect(inBoth('port=993')).toEqual(['Port 993', 'Port 993']);
  });
  it('and a server called like one of its words is a server', () => {
    expect(inBoth('hostname=plain')).toEqual(['Server Name plain', 'Nom du serveur plain']);
  });
  it('which are others for a password where no encryption is expected with it', () => {
    const insecurely = [
      'Connection security None,Authentication method Password, transmitted insecurely',
      'Sécurité de la connexion Aucune,Méthode d’authentification Mot de passe, transmission non sécurisée',
    ];
    expect(inBoth('socketType=plain', 'authMethod=passwordCleartext')).toEqual(insecurely);
    expect(inBoth('authMethod=passwordCleartext', 'socketType=plain')[0]).toBe(insecurely[0]!.split(/,(?=A)/).toReversed().join());
  });
  it.each(['socketType=SSL', 'socketType=STARTTLS', 'hostname=plain'])('which are the usual ones for a password with %s', fact => {
    expect(inBoth(fact, 'authMethod=passwordCleartext')).toEqual([
      expect.stringMatching(/,Authentication method Normal password$/), expect.stringMatching(/,Méthode d’authentification Mot de passe normal$/),
    ]);
  });
  it('each of several, in their order', () => {
    expect(quoted({expected: ['port=993', 'socketType=SSL']})).toEqual({expected: ['Port 993', 'Connection security SSL/TLS']});
  });
});

describe('what a user name should look like is a phrase', () => {
  it.each([
    ['address', 'your whole address', 'votre adresse entière'],
    ['localPart', 'what is before the @ of your address', 'ce qui précède le signe @ dans votre adresse'],
    ['identifier', 'an identifier of its own, without an @', 'un identifiant particulier, sans signe @'],
  ])('%s', (login, en, fr) => {
    expect(quoted({login})).toEqual({login: en});
    speak('fr');
    expect(quoted({login})).toEqual({login: fr});
  });
});

describe('where an expectation comes from', () => {
  it.each([
    ['a place and a day', {source: 'Académie de Lyon', date: '2026-11-20'}, 'Académie de Lyon (seen on November 20, 2026)', 'Académie de Lyon (vu le 20 novembre 2026)'],
    ['a place', {source: 'wiki.example.org', date: ''}, 'wiki.example.org', 'wiki.example.org'],
    ['nothing', {source: '', date: ''}, 'Your administrator', 'Votre administrateur'],
    ['a day alone', {source: '', date: '2026-11-20'}, 'Your administrator', 'Votre administrateur'],
  ])('is %s', (_name, data, en, fr) => {
    expect(quoted(data)['source']).toBe(en);
    speak('fr');
    expect(quoted(data)['source']).toBe(fr);
  });
  it('is not said of a finding that is not about it', () => {
    expect(quoted({days: 30, hostname: 'imap.example.org', notRead: ['port']})).toEqual({days: 30, hostname: 'imap.example.org', notRead: ['port']});
  });
});

describe('a day', () => {
  it('is in the reader’s format', () => {
    expect(dayText('2027-06-30')).toBe('June 30, 2027');
    speak('fr');
    expect(dayText('2027-06-30')).toBe('30 juin 2027');
  });
  it.each(['America/Los_Angeles', 'Pacific/Kiritimati'])('is the same in %s', zone => {
    vi.stubEnv('TZ', zone);
    expect(dayText('2027-01-01')).toBe('January 1, 2027');
    vi.unstubAllEnvs();
  });
});

/** Why a finding matters, of an IMAP server without encryption. */
function why(entry: object, rule = 'server_not_as_expected'): string {
  const {report} = audited(snapshot({incomingServers: [incomingServer({port: 143, socketType: 'plain'})]}), {servers: {'example.com': entry}});
  const finding = report.findings.find(found => titleOf(found).key === `${rule}_title`)!;
  return text(`${rule}_why`, titleOf(finding).data).replaceAll(/\s/g, ' ');
}

describe('a finding says it all in one sentence', () => {
  const imap = [{hostname: 'imap.example.com', port: 993, socketType: 'SSL', authMethod: 'passwordCleartext'}];
  it('of what an administrator said', () => {
    expect(why({imap})).toMatch(/^Your administrator gives these settings: Port 993 and Connection security SSL\/TLS\. /);
    speak('fr');
    expect(why({imap})).toMatch(/^Votre administrateur indique ces paramètres : Port 993 et Sécurité de la connexion SSL\/TLS\. /);
  });
  it('of what a page of theirs said', () => {
    const from = {source: 'intranet.example.com', date: '2026-03-02'};
    expect(why({imap, ...from})).toMatch(/^intranet\.example\.com \(seen on March 2, 2026\) gives these settings: /);
    speak('fr');
    expect(why({login: 'address', ...from}, 'login_name_not_as_expected'))
      .toMatch(/^intranet\.example\.com \(vu le 2 mars 2026\) indique que le nom d’utilisateur est votre adresse entière\. /);
  });
  it('of the user name', () => {
    expect(why({login: 'address'}, 'login_name_not_as_expected')).toMatch(/^Your administrator says that the user name is your whole address\. /);
    speak('fr');
    expect(why({login: 'address'}, 'login_name_not_as_expected')).toMatch(/^Votre administrateur indique que le nom d’utilisateur est votre adresse entière\. /);
  });
});

it('Local Folders have no settings of a connection', () => {
  const local = account({type: 'local'});
  expect(settingsOf(local, snapshot({accounts: [local], incomingServers: [localFolders({accountIds: ['account1']})]}))).toEqual([]);
  expect(settingsOf(account(), snapshot()).map(({title}) => title)).toContain(text('page_settings_incoming'));
});

it('an account that sends with nothing has none in the place of its outgoing server', () => {
  const [setting] = settingsOf(account(), snapshot({outgoingServers: []})).find(({title}) => title === text('page_settings_outgoing'))!.settings;
  expect(setting).toMatchObject({field: 'outgoingServerKey', value: 'none'});
});

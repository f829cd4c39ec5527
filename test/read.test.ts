import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {audit} from '../src/audit.ts';
import type {IdentitySettings, IncomingServerSettings, OutgoingServerSettings, ProgramSettings, Settings} from '../src/experiment/settings.d.ts';
import {read, snapshotOf} from '../src/read.ts';
import {rules} from '../src/rules/index.ts';
import type {IncomingServer} from '../src/snapshot.ts';
import {exchangeServer, identity, incomingServer, jane, notReadOutgoingServer, outgoingServer, popServer, program, snapshot} from './helpers/make.ts';

const messenger = {
  accounts: {list: vi.fn()},
  runtime: {getBrowserInfo: async () => ({version: '153.7.0', buildID: '20261110120000'})},
  mailSettings: {read: vi.fn()},
  storage: {local: {get: async () => ({lastBackup: '2026-11-01'})}},
};
vi.stubGlobal('messenger', messenger);

const now = new Date('2026-11-21T09:00:00+01:00');

/** The accounts API's word for the account of make.ts. */
const imapListed = {id: 'account1', type: 'imap', name: jane.name, identities: [{id: 'id1', email: jane.email}]};

const imapSettings = toldOf(incomingServer());
const smtpSettings: OutgoingServerSettings = {
  key: 'smtp1', type: 'smtp', hostname: 'smtp.example.com', port: 465, socketType: 'SSL', authMethod: 'passwordCleartext',
  username: jane.username, isDefault: true, hasCertificateException: false, locked: [],
};
const identitySettings: IdentitySettings = {
  key: 'id1', email: jane.email, outgoingServerKey: 'smtp1', keepsSentCopies: true, copiesItself: false, bccList: [], replyTo: [], sentFolder: 'imap', sentServerKey: 'server1', locked: [],
};

/** That of make.ts: what is told without the version. */
const {key: _key, accountIds: _accountIds, version: _version, lastBackup: _lastBackup, ...readOfProgram} = program();
const programSettings = readOfProgram as ProgramSettings;

function settings(differences: Partial<Settings> = {}): Settings {
  return {
    accounts: [{id: 'account1', type: 'imap', name: 'as the experiment names it', server: imapSettings, identityKeys: ['id1']}],
    outgoingServers: [smtpSettings],
    identities: [identitySettings],
    program: programSettings,
    ...differences,
  };
}

/** A server of make.ts as the experiment tells it: what is not read is absent. */
function toldOf(server: IncomingServer): IncomingServerSettings {
  const fields = Object.entries(server).filter(([name, value]) => value !== undefined && !['accountIds', 'location'].includes(name));
  return Object.fromEntries(fields) as unknown as IncomingServerSettings;
}

const snapshotFrom = (listed: Parameters<typeof snapshotOf>[0], told: Settings | undefined) => snapshotOf(listed, told, {version: '153.7.0', buildDate: '2026-11-10', lastBackup: '2026-11-01'}, now);

describe('snapshotOf, with the experiment', () => {
  it('joins both: the healthy profile, as make.ts has it', () => {
    expect(snapshotFrom([imapListed], settings())).toEqual({...snapshot(), takenAt: '2026-11-21T08:00:00.000Z'});
  });
  it.each([popServer(), exchangeServer(), exchangeServer({type: 'graph'})])('keeps everything of a server of type $type', server => {
    const told = settings({accounts: [{id: 'account1', type: server.type, server: toldOf(server), identityKeys: []}]});
    expect(snapshotFrom([], told).incomingServers).toEqual([server]);
  });
  it('knows which ports are none: SMTP uses the last 16 bits', () => {
    const [server] = settings().accounts;
    const at = (port: number) => snapshotFrom([], settings({
      accounts: [{...server!, server: {...server!.server!, port}}], outgoingServers: [{...settings().outgoingServers[0]!, port}],
    }));
    const locations = (port: number) => [...at(port).incomingServers, ...at(port).outgoingServers].map(({location}) => location);
    expect([993, 70_000, -5, 65_536].map(locations)).toEqual([['beyond', 'beyond'], ['nowhere', 'beyond'], ['nowhere', 'beyond'], ['nowhere', 'nowhere']]);
  });
  it('has an account that accounts.list hides, as 140 does with EWS', () => {
    const told = settings({accounts: [...settings().accounts, {id: 'account2', type: 'ews', name: 'Exchange', server: {key: 'server2', type: 'ews', locked: []}, identityKeys: []}]});
    const {accounts, incomingServers} = snapshotFrom([imapListed], told);
    expect(accounts[1]).toEqual({id: 'account2', type: 'ews', name: 'Exchange', error: undefined});
    expect(incomingServers[1]).toMatchObject({key: 'server2', type: 'ews', accountIds: ['account2']});
  });
  it('has an account that only accounts.list knows, with nothing read of its server', () => {
    const {accounts, incomingServers} = snapshotFrom([imapListed, {id: 'account9', type: 'pop3', name: 'POP', identities: []}], settings());
    expect(accounts.map(({id}) => id)).toEqual(['account1', 'account9']);
    expect(incomingServers[1]).toEqual({key: '', type: 'pop3', accountIds: ['account9'], locked: []});
  });
  it('needs no list at all', () => {
    const {accounts, incomingServers} = snapshotFrom([], settings());
    expect(accounts).toEqual([{id: 'account1', type: 'imap', name: 'as the experiment names it', error: undefined}]);
    expect(incomingServers).toEqual([incomingServer()]);
  });
  it('keeps why an account could not be read', () => {
    const told = settings({accounts: [...settings().accounts, {id: 'account2', error: 'it has no server'}]});
    const {accounts} = snapshotFrom([imapListed], told);
    expect(accounts[1]).toEqual({id: 'account2', type: 'unknown', name: undefined, error: 'it has no server'});
  });
  it('names a type it does not know, and does not judge it', () => {
    const told = settings({accounts: [{id: 'account1', type: 'jmap', server: {key: 'server1', type: 'jmap', locked: []}, identityKeys: []}]});
    const taken = snapshotFrom([], told);
    expect(taken.accounts).toEqual([{id: 'account1', type: 'unknown', name: undefined, error: 'its type is jmap'}]);
    const {findings, passed} = audit(taken, rules, {rules: {}});
    expect([...findings, ...passed].filter(({accountIds}) => accountIds.length)).toEqual([]);
  });
  it.each([
    ['none', 'local'], ['rss', 'rss'], ['nntp', 'nntp'], ['im', 'im'], ['graph', 'graph'], ['ews', 'ews'],
  ])('calls the server type %s an account of type %s', (type, expected) => {
    const told = settings({accounts: [{id: 'account1', type, server: {key: 'server1', type, locked: []}, identityKeys: []}]});
    expect(snapshotFrom([], told).accounts[0]).toMatchObject({type: expected, error: undefined});
  });
  it('knows a Graph account by the name 153 gives it', () => {
    const told = settings({accounts: [{id: 'account1', type: 'graph', server: {key: 'server1', type: 'graph', locked: []}, identityKeys: []}]});
    const taken = snapshotFrom([{...imapListed, type: 'extension:graph'}], told);
    expect([taken.accounts[0]?.type, taken.incomingServers[0]?.type]).toEqual(['graph', 'graph']);
  });
  it('keeps locked fields', () => {
    const told = settings({accounts: [{id: 'account1', type: 'imap', server: {...imapSettings, locked: ['port']}, identityKeys: []}]});
    expect(snapshotFrom([], told).incomingServers[0]?.locked).toEqual(['port']);
  });
});

describe('identities', () => {
  it('belong to every judged account that shares them, with its type', () => {
    const told = settings({accounts: [
      ...settings().accounts,
      {id: 'account2', type: 'pop3', server: {key: 'server2', type: 'pop3', locked: []}, identityKeys: ['id1']},
      {id: 'account3', type: 'nntp', server: {key: 'server3', type: 'nntp', locked: []}, identityKeys: ['id1']},
    ]});
    const {identities, outgoingServers} = snapshotFrom([], told);
    expect(identities).toEqual([identity({accountIds: ['account1', 'account2'], accountTypes: ['imap', 'pop3']})]);
    expect(outgoingServers[0]?.accountIds).toEqual(['account1', 'account2']);
  });
  it('of the same account make it one user of a server, not two', () => {
    const told = settings({
      accounts: [{...settings().accounts[0]!, identityKeys: ['id1', 'id2']}], identities: [identitySettings, {...identitySettings, key: 'id2'}],
    });
    expect(snapshotFrom([imapListed], told).outgoingServers).toEqual([outgoingServer()]);
  });
  it('without a server that exists make it nobody\'s', () => {
    const told = settings({identities: [{...identitySettings, outgoingServerKey: ''}]});
    const {identities, outgoingServers} = snapshotFrom([imapListed], told);
    expect([identities[0]?.outgoingServerKey, outgoingServers[0]?.accountIds]).toEqual(['', []]);
  });
  it('whose server was not read do not take one over', () => {
    const {outgoingServerKey: _, ...rest} = identitySettings;
    const {identities, outgoingServers} = snapshotFrom([imapListed], settings({identities: [rest]}));
    expect([identities[0]?.outgoingServerKey, outgoingServers[0]?.accountIds]).toEqual([undefined, []]);
  });
  it.each([
    ['mailbox', 'server9', 'thisComputer'], ['imap', 'server1', 'server'], ['ews', 'server1', 'server'], ['graph', 'server1', 'server'],
    ['imap', 'server2', 'otherServer'], ['', '', 'account'], [undefined, undefined, undefined],
  ] as const)('whose sent copies go to a folder of %j on %j: %s', (sentFolder, sentServerKey, expected) => {
    const {sentFolder: _, sentServerKey: __, ...rest} = identitySettings;
    const told = settings({identities: [sentFolder === undefined ? rest : {...rest, sentFolder, sentServerKey}]});
    expect(snapshotFrom([imapListed], told).identities[0]?.sentFolder).toBe(expected);
  });
});

describe('outgoing servers', () => {
  it.each([['smtp', 'smtp'], ['ews', 'ews'], ['graph', 'graph'], ['jmap', 'unknown']])('of the type %s are %s', (type, expected) => {
    expect(snapshotFrom([imapListed], settings({outgoingServers: [{...smtpSettings, type}]})).outgoingServers[0]?.type).toBe(expected);
  });
  it('of an unknown type are unknown, never passed', () => {
    const taken = snapshotFrom([imapListed], settings({outgoingServers: [{key: 'smtp1', type: 'jmap', locked: []}]}));
    const report = audit(taken, rules, {rules: {}});
    expect(report.passed.filter(({subject}) => subject === 'outgoingServer')).toEqual([]);
    expect(report.findings.filter(({subjectId, outcome}) => subjectId === 'smtp1' && outcome === 'unknown').length).toBeGreaterThan(5);
  });
});

describe('snapshotOf, without the experiment', () => {
  const pop = {id: 'account2', type: 'pop3', name: 'POP', identities: [{id: 'id2', email: jane.email}]};
  const listed = [imapListed, pop, {id: 'account3', type: 'local', name: 'Local Folders', identities: []}];

  it('knows the types, names and addresses', () => {
    const {accounts, identities} = snapshotFrom(listed, undefined);
    expect(accounts.map(({type, error}) => ({type, error}))).toEqual(['imap', 'pop3', 'local'].map(type => ({type, error: undefined})));
    expect(identities.map(({key, email, accountIds}) => ({key, email, accountIds}))).toEqual([
      {key: 'id1', email: jane.email, accountIds: ['account1']}, {key: 'id2', email: jane.email, accountIds: ['account2']},
    ]);
  });
  it('has an outgoing server for each judged account, of which nothing is known', () => {
    const {key, ...rest} = notReadOutgoingServer();
    expect(snapshotFrom(listed, undefined).outgoingServers)
      .toEqual([{key, ...rest}, {key, ...rest, accountIds: ['account2']}]);
  });
  it('has an identity that accounts share once', () => {
    const {identities} = snapshotFrom([imapListed, {...pop, identities: imapListed.identities}], undefined);
    expect(identities.map(({key, accountIds, accountTypes}) => ({key, accountIds, accountTypes})))
      .toEqual([{key: 'id1', accountIds: ['account1', 'account2'], accountTypes: ['imap', 'pop3']}]);
  });
  it('lets no rule pass', () => {
    const report = audit(snapshotFrom(listed, undefined), rules, {rules: {}});
    expect(report.passed.filter(({rule}) => !['backup-outdated', 'thunderbird-unsupported'].includes(rule))).toEqual([]);
    expect(new Set(report.findings.map(({outcome}) => outcome))).toEqual(new Set(['unknown']));
    for (const id of ['incoming-plaintext', 'outgoing-plaintext', 'unprotected-password', 'local-copies-off', 'pop-removes-from-server', 'missing-outgoing-server']) {
      expect(report.findings.map(({rule}) => rule), 'what cannot be seen is said').toContain(id);
    }
  });
});

describe('read', () => {
  beforeEach(() => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    messenger.accounts.list.mockResolvedValue([imapListed]);
    messenger.mailSettings.read.mockResolvedValue(settings());
  });
  afterEach(() => { vi.restoreAllMocks(); });

  it('takes both, the running version and the time', async () => {
    const taken = await read();
    expect({...taken, takenAt: ''}).toEqual({...snapshot(), takenAt: ''});
    expect(Math.abs(Date.parse(taken.takenAt) - Date.now())).toBeLessThan(60_000);
  });
  it('goes on without the list, which one account without a server makes fail on 153', async () => {
    messenger.accounts.list.mockRejectedValue(new Error('no server'));
    expect((await read()).incomingServers).toEqual([incomingServer()]);
    expect(console.error).toHaveBeenCalledWith('Not read:', expect.objectContaining({message: 'no server'}));
  });
  it('goes on without the experiment', async () => {
    messenger.mailSettings.read.mockRejectedValue(new Error('broken'));
    expect((await read()).accounts.map(({id, type}) => ({id, type}))).toEqual([{id: 'account1', type: 'imap'}]);
    expect(console.error).toHaveBeenCalled();
  });
  it('fails where neither answers: that is not an empty profile', async () => {
    messenger.accounts.list.mockRejectedValue(new Error('no'));
    messenger.mailSettings.read.mockRejectedValue(new Error('no'));
    await expect(read()).rejects.toThrow('neither');
  });
  it('has an empty snapshot of an empty profile', async () => {
    messenger.accounts.list.mockResolvedValue([]);
    messenger.mailSettings.read.mockResolvedValue({accounts: [], outgoingServers: [], identities: [], program: programSettings});
    expect(await read()).toMatchObject({accounts: [], incomingServers: [], outgoingServers: [], identities: []});
  });
});

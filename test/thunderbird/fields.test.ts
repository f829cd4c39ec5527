/**
 * Every preference that stands for a field, wherever it may stand: the user's own value, an administrator's default (AutoConfig's
 * defaultPref), a locked one (lockPref), one under or over another. What is expected is what was put there. wire.test.ts says what becomes
 * of the security of a connection.
 */
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import type {Page, Thunderbird} from '../../scripts/thunderbird.js';
import type {IncomingServerSettings, Settings} from '../../src/experiment/settings.d.ts';
import {inEachThunderbird} from '../helpers/thunderbirds.ts';
import {openPage, settingsOf, startAudited} from './audited.ts';
import {type ManagedApplication, autoConfigOf, managedApplication} from './policies.ts';
import type {Prefs} from './profile.ts';

type Value = string | number | boolean;

/** A preference and the field it stands for. */
interface Field {
  pref: string;
  field: string;
  /** What is put there, and what is then read. */
  set: Value;
  read: unknown;
  /** What is put where it does not count. */
  other: Value;
  /** What is read where nothing is put; absent where an account cannot be without. */
  unset?: unknown;
  /** Thunderbird does not ask the default of all servers, or of all identities, for it. */
  isOwnOnly?: true;
}

/** What every server of the type has; a field that stands here with the value Thunderbird ships would prove nothing. */
const common: Field[] = [
  {pref: 'name', field: 'name', set: 'Office', read: 'Office', other: 'Home'},
  {pref: 'userName', field: 'username', set: 'anne', read: 'anne', other: 'bob'},
  {pref: 'retainBy', field: 'retainBy', set: 3, read: 'count', other: 2, unset: 'all'},
  {pref: 'daysToKeepHdrs', field: 'daysToKeepHdrs', set: 7, read: 7, other: 8, unset: 0},
  {pref: 'numHdrsToKeep', field: 'numHeadersToKeep', set: 70, read: 70, other: 80, unset: 0},
  {pref: 'empty_trash_on_exit', field: 'emptyTrashOnExit', set: true, read: true, other: false, unset: false},
  {pref: 'spamLevel', field: 'spamLevel', set: 0, read: 0, other: 50, unset: 100},
  {pref: 'purgeSpam', field: 'purgeSpam', set: true, read: true, other: false, unset: false},
  {pref: 'purgeSpamInterval', field: 'purgeSpamInterval', set: 33, read: 33, other: 34, unset: 14},
  {pref: 'moveOnSpam', field: 'moveOnSpam', set: true, read: true, other: false, unset: false},
  {pref: 'spamActionTargetAccount', field: 'junkServerKey', set: 'mailbox://nobody@Local%20Folders', read: 'servernone1', other: 'imap://gone@gone.example.org', unset: ''},
  {pref: 'directory-rel', field: 'localPath', set: '[ProfD]Mail/there', read: 'PROFILE/Mail/there', other: '[ProfD]Mail/elsewhere', isOwnOnly: true},
];

/** Of feeds Thunderbird sets these itself (FeedUtils.sys.mjs). */
const checked: Field[] = [
  {pref: 'check_new_mail', field: 'doBiff', set: false, read: false, other: true, isOwnOnly: true},
  {pref: 'check_time', field: 'biffMinutes', set: 23, read: 23, other: 24, unset: 10},
];

/** Put there once Thunderbird has started: at its start it would connect, and ask for passwords. */
const atStart: Field = {pref: 'login_at_startup', field: 'loginAtStartUp', set: true, read: true, other: false, unset: false};

const limited: Field[] = [
  {pref: 'limit_offline_message_size', field: 'limitOfflineMessageSize', set: true, read: true, other: false, unset: false},
  {pref: 'max_size', field: 'maxMessageSize', set: 77, read: 77, other: 78, unset: 50},
];

const connection: Field[] = [
  {pref: 'port', field: 'port', set: 1430, read: 1430, other: 1431},
  {pref: 'authMethod', field: 'authMethod', set: 5, read: 'GSSAPI', other: 4, unset: 'passwordCleartext'},
];

const kept: Field[] = [
  {pref: 'offline_download', field: 'offlineDownload', set: false, read: false, other: true, unset: true},
  {pref: 'autosync_max_age_days', field: 'autoSyncMaxAgeDays', set: 60, read: 60, other: 61, unset: -1},
  {pref: 'autosync_offline_stores', field: 'autoSyncOfflineStores', set: false, read: false, other: true, unset: true},
];

const byType: Record<string, Field[]> = {
  imap: [...common, ...checked, ...limited, ...connection, ...kept, {pref: 'delete_model', field: 'deleteModel', set: 0, read: 'markDeleted', other: 2, unset: 'moveToTrash'}],
  pop3: [
    ...common, ...checked, ...limited, ...connection,
    {pref: 'leave_on_server', field: 'leaveMessagesOnServer', set: true, read: true, other: false, unset: false},
    {pref: 'delete_by_age_from_server', field: 'deleteByAgeFromServer', set: true, read: true, other: false, unset: false},
    {pref: 'num_days_to_leave_on_server', field: 'numDaysToLeaveOnServer', set: 15, read: 15, other: 16, unset: 7},
    {pref: 'delete_mail_left_on_server', field: 'deleteMailLeftOnServer', set: true, read: true, other: false, unset: false},
    {pref: 'headers_only', field: 'headersOnly', set: true, read: true, other: false, unset: false},
    {pref: 'defer_get_new_mail', field: 'deferGetNewMail', set: true, read: true, other: false, unset: false},
    {pref: 'download_on_biff', field: 'downloadOnBiff', set: true, read: true, other: false, unset: false},
    {pref: 'deferred_to_account', field: 'deferredToAccount', set: 'accountnone1', read: 'accountnone1', other: '', unset: ''},
  ],
  ews: [
    ...common, ...checked, ...limited, ...kept,
    {pref: 'ews_url', field: 'hostname', set: 'http://ews.example.org/EWS', read: 'ews.example.org', other: 'https://other.example.org/EWS'},
    {pref: 'delete_model', field: 'deleteModel', set: 0, read: 'deleteImmediately', other: 1, unset: 'moveToTrash'},
  ],
  none: [...common, ...checked],
  rss: common,
  nntp: [...common, ...checked, ...connection],
};

const ofIdentity: Field[] = [
  {pref: 'useremail', field: 'email', set: 'anne@example.org', read: 'anne@example.org', other: 'bob@example.net'},
  {pref: 'smtpServer', field: 'outgoingServerKey', set: 'smtpuser', read: 'smtpuser', other: 'smtpdefault'},
  {pref: 'reply_to', field: 'replyTo', set: 'The office <office@example.net>, Committee', read: ['office@example.net', 'Committee'], other: 'bob@example.net', unset: []},
  {pref: 'fcc', field: 'keepsSentCopies', set: false, read: false, other: true, unset: true},
  {pref: 'fcc_folder', field: 'sentFolder', set: 'mailbox://nobody@Local%20Folders/Sent', read: 'mailbox', other: 'imap://a@imap.example.org/Sent', unset: ''},
];

const ofOutgoing: Field[] = [
  {pref: 'hostname', field: 'hostname', set: 'smtp.example.org', read: 'smtp.example.org', other: 'mail.example.org', isOwnOnly: true},
  {pref: 'port', field: 'port', set: 2525, read: 2525, other: 2526, unset: 587, isOwnOnly: true},
  {pref: 'authMethod', field: 'authMethod', set: 4, read: 'passwordEncrypted', other: 5, unset: 'passwordCleartext'},
  {pref: 'username', field: 'username', set: 'anne', read: 'anne', other: 'bob', unset: '', isOwnOnly: true},
];

const anne = 'anne@example.org';

/** Whether an identity sends itself a copy: the preferences of today, and what profiles of before Thunderbird 3 have (nsMsgIdentity::GetDoBcc). */
const copies: {user?: Prefs; default?: Prefs; isCopied: boolean; bccList?: string[]}[] = [
  {user: {doCc: true, doCcList: anne}, isCopied: true},
  {user: {doBcc: true, doBccList: anne}, isCopied: true, bccList: [anne]},
  {user: {doBcc: true, doBccList: 'Bob <bob@example.net>, Anne <ANNE@example.org>'}, isCopied: true, bccList: ['bob@example.net', 'ANNE@example.org']},
  {user: {doBcc: true, doBccList: 'Friends, "Roe, Bob" <bob@example.net>'}, isCopied: false, bccList: ['Friends', 'bob@example.net']},
  {user: {doBcc: false, doBccList: anne}, isCopied: false},
  {user: {doBcc: true, doBccList: 'bob@example.net'}, isCopied: false, bccList: ['bob@example.net']},
  {user: {bcc_self: true}, isCopied: true, bccList: [anne]},
  {user: {bcc_self: true, doBcc: true}, isCopied: true, bccList: [anne]},
  {user: {bcc_self: true, doBcc: false}, isCopied: false},
  {user: {bcc_self: true, doBccList: 'bob@example.net'}, isCopied: false, bccList: ['bob@example.net']},
  {user: {bcc_self: true}, default: {doBcc: false}, isCopied: false},
  {user: {bcc_other: true, bcc_other_list: anne}, isCopied: true, bccList: [anne]},
  {user: {bcc_other: true, bcc_other_list: 'bob@example.net'}, isCopied: false, bccList: ['bob@example.net']},
  {user: {bcc_other_list: anne}, isCopied: false},
  {default: {doBcc: true, doBccList: anne}, isCopied: true, bccList: [anne]},
  {isCopied: false},
];

/** Where a value stands, and another beside it. */
const places = {
  user: {user: 'set'},
  default: {default: 'set'},
  locked: {locked: 'set'},
  userOverDefault: {user: 'set', default: 'other'},
  lockedOverUser: {user: 'other', locked: 'set'},
  unset: {},
} as const;
type Place = keyof typeof places;
const placeNames = Object.keys(places) as Place[];
const types = Object.keys(byType);

type Seeds = Record<'user' | 'default' | 'locked', Prefs>;

/** The preferences of one branch, by where they stand. */
function seedsOf(branch: string, fields: Field[], place: Place): Seeds {
  const at = (where: keyof Seeds) => {
    const which = (places[place] as Partial<Record<keyof Seeds, 'set' | 'other'>>)[where];
    return Object.fromEntries(which ? fields.map(field => [`${branch}.${field.pref}`, field[which]]) : []);
  };
  return {user: at('user'), default: at('default'), locked: at('locked')};
}

function joined(all: Seeds[]): Seeds {
  const of = (where: keyof Seeds): Prefs => Object.assign({}, ...all.map(seeds => seeds[where]));
  return {user: of('user'), default: of('default'), locked: of('locked')};
}

const accounts = types.flatMap(type => placeNames.map(place => ({type, place, id: `${type}${place}`})));

/** What Thunderbird needs to load the accounts at all, as the user's own. Two of one host and user would be one account. */
function skeleton(): Prefs {
  const servers = accounts.map(({type, id}): Prefs => ({
    [`mail.server.server${id}.type`]: type, [`mail.server.server${id}.hostname`]: `${id.toLowerCase()}.example.org`, [`mail.account.account${id}.server`]: `server${id}`,
  }));
  return Object.assign({
    'mail.account.accountnone1.server': 'servernone1', 'mail.server.servernone1.type': 'none', 'mail.server.servernone1.hostname': 'Local Folders',
    'mail.server.servernone1.userName': 'nobody', 'mail.server.servernone1.name': 'Local Folders', 'mail.accountmanager.localfoldersserver': 'servernone1',
    'mail.accountmanager.accounts': ['accountnone1', ...accounts.map(({id}) => `account${id}`)].join(),
    'mail.smtpservers': placeNames.map(place => `smtp${place}`).join(),
    'mail.smtp.defaultserver': 'smtpunset',
    'experimental.mail.ews.enabled': true,
  }, ...servers, ...placeNames.map((place): Prefs => ({[`mail.account.accountimap${place}.identities`]: `id${place}`})));
}

interface Reading {
  thunderbird: Thunderbird;
  page: Page;
  settings: Settings;
}

/** A Thunderbird with these, and what is read of it. */
function reading(application: string, seeds: Seeds): Reading {
  const read = {} as Reading;
  let managed: ManagedApplication;
  beforeAll(async () => {
    managed = managedApplication(application);
    managed.setAutoConfig(autoConfigOf(seeds.default, seeds.locked));
    read.thunderbird = await startAudited({application: managed.path, prefs: {...skeleton(), ...seeds.user}});
    read.page = await openPage(read.thunderbird);
    read.settings = await settingsOf(read.page);
  });
  afterAll(async () => {
    await read.thunderbird?.stop();
    managed?.remove();
  });
  return read;
}

/** Puts preferences where they stand, in a Thunderbird that runs, and reads again. */
async function readWith({thunderbird, page}: Reading, seeds: Seeds): Promise<{settings: Settings}> {
  await thunderbird.chrome(({user, default: preset, locked}) => {
    const {prefs} = (globalThis as any).Services;
    const ofDefaults = prefs.getDefaultBranch('');
    for (const [name, value] of Object.entries(user)) prefs.setBoolPref(name, value);
    for (const [name, value] of Object.entries({...preset, ...locked})) ofDefaults.setBoolPref(name, value);
    for (const name of Object.keys(locked)) prefs.lockPref(name);
  }, seeds);
  return {settings: await settingsOf(page)};
}

function serverOf({settings}: {settings: Settings}, id: string): IncomingServerSettings & {name?: string | undefined} {
  const {server, name} = settings.accounts.find(account => account.id === `account${id}`)!;
  return {...server!, name};
}

/** What is there of these fields, and what ought to be: what was set, or what stands for it. */
function compared(found: object, fields: Field[], isSet: (field: Field) => boolean, profile: string): {found: object; wanted: object} {
  const told = fields.filter(field => isSet(field) || 'unset' in field);
  const wanted = (field: Field) => (!isSet(field) ? field.unset : typeof field.read === 'string' ? field.read.replace('PROFILE', profile) : field.read);
  return {
    found: Object.fromEntries(told.map(({field}) => [field, (found as Record<string, unknown>)[field]])),
    wanted: Object.fromEntries(told.map(field => [field.field, wanted(field)])),
  };
}

const byKey = <T extends {key: string}>(list: T[], key: string): T => list.find(each => each.key === key)!;

inEachThunderbird(({application}) => {
  describe('of its own', () => {
    const read = reading(application, joined([
      ...accounts.map(({type, place, id}) => seedsOf(`mail.server.server${id}`, byType[type]!, place)),
      ...placeNames.map(place => seedsOf(`mail.identity.id${place}`, ofIdentity, place)),
      ...placeNames.map(place => seedsOf(`mail.smtpserver.smtp${place}`, ofOutgoing, place)),
      ...copies.map(({user = {}, default: preset = {}}, i) => {
        const below = (prefs: Prefs) => Object.fromEntries(Object.entries(prefs).map(([name, value]) => [`mail.identity.idcopy${i}.${name}`, value]));
        return {user: below({useremail: anne, ...user}), default: below(preset), locked: {}};
      }),
      {user: {'mail.account.accountimapunset.identities': ['idunset', ...copies.map((_, i) => `idcopy${i}`)].join()}, default: {}, locked: {}},
    ]));
    const expectRead = (found: object, fields: Field[], place: Place) => {
      const {found: told, wanted} = compared(found, fields, () => place !== 'unset', read.thunderbird.profile);
      expect(told).toEqual(wanted);
    };

    describe.each(accounts)('$type, $place', ({type, place, id}) => {
      it('is read as it stands', () => expectRead(serverOf(read, id), byType[type]!, place));
      it('is locked where it is locked', () => {
        const names = byType[type]!.map(({pref, field}) => (pref === 'ews_url' ? 'exchangeScheme' : field)).filter(field => field !== 'name');
        expect(serverOf(read, id).locked.toSorted()).toEqual(place.startsWith('locked') ? names.toSorted() : []);
      });
    });
    it('what is done at the start, wherever it stands', async () => {
      const later = await readWith(read, joined(accounts.map(({place, id}) => seedsOf(`mail.server.server${id}`, [atStart], place))));
      for (const {place, id} of accounts) {
        const {loginAtStartUp, locked} = serverOf(later, id);
        expect({id, loginAtStartUp, isLocked: locked.includes('loginAtStartUp')}).toEqual({id, loginAtStartUp: place !== 'unset', isLocked: place.startsWith('locked')});
      }
    });
    it('tells who sends a copy to himself as Thunderbird would', async () => {
      const wanted = copies.map(({isCopied}) => isCopied);
      expect(copies.map((_, i) => byKey(read.settings.identities, `idcopy${i}`).copiesItself)).toEqual(wanted);
      expect(copies.map((_, i) => byKey(read.settings.identities, `idcopy${i}`).bccList)).toEqual(copies.map(({bccList = []}) => bccList));
      // Only now: Thunderbird writes what it makes of the older preferences.
      const sent = await read.thunderbird.chrome((count, address) => Array.from({length: count}, (_, i) => {
        const {doCc, doCcList, doBcc, doBccList} = (globalThis as any).MailServices.accounts.getIdentity(`idcopy${i}`);
        return `${doCc ? doCcList : ''} ${doBcc ? doBccList : ''}`.toLowerCase().includes(address);
      }), copies.length, anne);
      expect(sent).toEqual(wanted);
    });
    it.each(placeNames)('identity, %s', place => expectRead(byKey(read.settings.identities, `id${place}`), ofIdentity, place));
    it.each(placeNames)('outgoing server, %s', place => expectRead(byKey(read.settings.outgoingServers, `smtp${place}`), ofOutgoing, place));
  });

  describe('of all servers, all identities, and Thunderbird as a whole', () => {
    const read = reading(application, joined([
      ...Object.values(byType).map(fields => seedsOf('mail.server.default', fields, 'default')),
      seedsOf('mail.identity.default', ofIdentity, 'default'), seedsOf('mail.smtpserver.default', ofOutgoing, 'default'),
      {
        user: {'mail.server.default.deferred_to_account': ''},
        default: {'security.tls.version.min': 2, 'mail.purge_threshold_mb': 7, 'mailnews.mx_service_url': 'http://mx.example.org/', 'offline.startup_state': 3},
        locked: {'mail.prompt_purge_threshold': false, 'mailnews.auto_config.guess.requireGoodCert': false},
      },
    ]));
    const expectRead = (found: object, fields: Field[]) => {
      const {found: told, wanted} = compared(found, fields, ({isOwnOnly}) => !isOwnOnly, read.thunderbird.profile);
      expect(told).toEqual(wanted);
    };

    it.each(types)('%s', type => {
      // An empty value is one: nothing is delivered elsewhere.
      expectRead(serverOf(read, `${type}unset`), byType[type]!.filter(({pref}) => pref !== 'deferred_to_account'));
      expect(serverOf(read, `${type}unset`).locked).toEqual([]);
    });
    it('what is done at the start', async () => {
      const later = await readWith(read, seedsOf('mail.server.default', [atStart], 'default'));
      expect(types.map(type => serverOf(later, `${type}unset`).loginAtStartUp)).toEqual(types.map(() => true));
    });
    it('identity', () => expectRead(byKey(read.settings.identities, 'idunset'), ofIdentity));
    it('outgoing server', () => expectRead(byKey(read.settings.outgoingServers, 'smtpunset'), ofOutgoing));
    it('Thunderbird', () => expect(read.settings.program).toMatchObject({
      minimumTLS: '1.1', compactsAboveBytes: 7 * 1024 * 1024, compactsAutomatically: false, startsOffline: true,
      weakenedSetup: ['mailnews.auto_config.guess.requireGoodCert', 'mailnews.mx_service_url'], locked: ['compactsAutomatically', 'weakenedSetup'],
    }));
  });
});

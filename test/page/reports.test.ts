// @vitest-environment happy-dom
import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {fileOf} from '../../src/delivery.ts';
import {eventsOf, toLines} from '../../src/events.ts';
import {reports} from '../../src/page/reports.ts';
import {translate} from '../../src/page/words.ts';
import {emptyQueue} from '../../src/report-queue.ts';
import {getMessageIn} from '../helpers/locales.ts';
import {account, identity, incomingServer, jane, outgoingServer, snapshot} from '../helpers/make.ts';
import {takeFrom} from '../helpers/stored.ts';
import {audited, loadPage} from './fixture.ts';
import type {Delivery} from '../../src/kept.ts';

const world = vi.hoisted(() => ({kept: {} as Record<string, unknown>, asked: [] as string[], failing: '', isPrivileged: true, computerName: 'pc-17'}));
const messenger = {
  i18n: {getMessage: (_key: string): string => ''},
  runtime: {getManifest: () => ({version: '1.2.3'})},
  storage: {local: {get: async (keys: string[]) => {
    world.asked.push(...keys);
    if (world.failing === 'storage') throw new Error('the storage is broken');
    return takeFrom(world.kept, keys);
  }}},
};
vi.stubGlobal('messenger', messenger);
vi.mock('../../src/privileged.ts', () => ({
  can: new Proxy({}, {get: () => world.isPrivileged}),
  computerName: async () => {
    world.asked.push('name');
    if (world.failing === 'name') throw new Error('the name is not told');
    return world.computerName;
  },
}));

const profile = '0b0e5f0a-6a3c-4d3e-9d0e-6f1f7b2c9a11';

function speak(language: string): void {
  messenger.i18n.getMessage = getMessageIn(language);
  loadPage();
  for (const template of document.querySelectorAll('template')) translate(template.content);
}

beforeEach(() => {
  Object.assign(world, {kept: {}, asked: [], failing: '', isPrivileged: true, computerName: 'pc-17'});
  speak('en');
});

/** What the background has noted. */
function note({queue = {}, written = {}}: {queue?: Partial<Delivery['queue']>; written?: Partial<Delivery['written']>}): void {
  world.kept['delivery'] = {profile, queue: {...emptyQueue(), ...queue}, written: {fingerprint: '', at: 0, problem: '', ...written}} satisfies Delivery;
}

/** By the clock of wherever this runs. */
const time = new Date(2026, 10, 20, 9, 5).getTime();
const queued = (count: number) => Array.from({length: count}, (_, i) => ({id: String(i), lines: '{}\n'}));

/** Everything that can be wrong, of two accounts. */
const bad = snapshot({
  accounts: [account(), account({id: 'account2', type: 'unknown', error: `it failed for ${jane.username}`})],
  incomingServers: [
    incomingServer({socketType: 'plain', autoSyncMaxAgeDays: 30, limitOfflineMessageSize: true}),
    incomingServer({key: 'server2', type: 'unknown', accountIds: ['account2']}),
  ],
  outgoingServers: [outgoingServer({socketType: 'plain'})],
  identities: [identity(), identity({key: 'id2', accountIds: ['account2']})],
});

async function boxOf(settings: object, taken = snapshot()): Promise<HTMLElement | undefined> {
  const state = audited(taken, {reports: settings});
  expect(state.policy.errors).toEqual([]);
  return (await reports(state))[0] as HTMLElement | undefined;
}

function plain(node: Node): string {
  return node.textContent!.replaceAll(/\s+/g, ' ');
}

async function sentences(settings: object): Promise<string[]> {
  return [...(await boxOf(settings))!.querySelectorAll('p')].map(plain);
}

const toServer = {url: 'https://reports.example.com/in'};
const toFolder = {folder: '/srv/reports'};

/** The same in both languages. */
async function expectSaid(settings: object, en: string[], fr: string[]): Promise<void> {
  expect(await sentences(settings)).toEqual(expect.arrayContaining(en));
  speak('fr');
  expect(await sentences(settings)).toEqual(expect.arrayContaining(fr));
}

describe('where reports go', () => {
  it('stands in a box with a title of its own', async () => {
    expect(plain((await boxOf(toServer))!.querySelector('h4')!)).toBe('Your administrator receives reports');
    speak('fr');
    expect(plain((await boxOf(toServer))!.querySelector('h4')!)).toBe('Votre administrateur reçoit des rapports');
  });
  it('is a server, weekly if nothing else is said', () => expectSaid(
    toServer,
    ['When something changes, and at least every 7 days, this computer sends a report to reports.example.com.'],
    ['Quand quelque chose change, et au moins tous les 7 jours, cet ordinateur envoie un rapport à reports.example.com.'],
  ));
  it('is a server, daily', () => expectSaid(
    {...toServer, everyDays: 1},
    ['When something changes, and every day, this computer sends a report to reports.example.com.'],
    ['Quand quelque chose change, et chaque jour, cet ordinateur envoie un rapport à reports.example.com.'],
  ));
  it('is a folder, weekly if nothing else is said', () => expectSaid(
    toFolder,
    ['When something changes, and at least every 7 days, this computer writes a report into /srv/reports.'],
    ['Quand quelque chose change, et au moins tous les 7 jours, cet ordinateur écrit un rapport dans /srv/reports.'],
  ));
  it('is a folder, daily', () => expectSaid(
    {...toFolder, everyDays: 1},
    ['When something changes, and every day, this computer writes a report into /srv/reports.'],
    ['Quand quelque chose change, et chaque jour, cet ordinateur écrit un rapport dans /srv/reports.'],
  ));
  it('is both, where both are asked for', async () => {
    const [first, second] = await sentences({...toServer, ...toFolder});
    expect(first).toContain('sends a report to reports.example.com');
    expect(second).toContain('writes a report into /srv/reports');
  });
  it.each([
    ['https://reports.example.com:8443/tenant-42/in?token=s3cret&x=1#part', 'reports.example.com:8443'],
    ['http://127.0.0.1:9000/s3cret', '127.0.0.1:9000'],
    ['https://münchen.example/s3cret', 'xn--mnchen-3ya.example'],
  ])('is told by the host alone, of %s', async (url, host) => {
    const box = (await boxOf({url, authorization: 'Bearer t0ken', everyDays: 2}, bad))!;
    expect(box.querySelector('p bdi:last-of-type')!.textContent).toBe(host);
    for (const word of ['s3cret', 'token', 'tenant', '/in', 'Bearer', 't0ken']) expect(box.outerHTML).not.toContain(word);
  });
  it('is nowhere: then nothing is said, and nothing is looked up', async () => {
    expect(await reports(audited(snapshot()))).toEqual([]);
    expect(await boxOf({})).toBeUndefined();
    expect(await boxOf({label: '{computer}', everyDays: 1, authorization: 'x'})).toBeUndefined();
    expect(world.asked).toEqual([]);
  });
  it('is nowhere after a mistake', async () => {
    expect(await reports(audited(snapshot(), {reports: {...toServer, everyDays: 0}}))).toEqual([]);
  });
  it('may be a folder with anything in its name', async () => {
    const box = (await boxOf({folder: '/srv/<img src=x onerror=alert(1)>'}))!;
    expect(box.querySelector('p bdi:last-of-type')!.textContent).toBe('/srv/<img src=x onerror=alert(1)>');
    expect(box.querySelector('img')).toBeNull();
  });
});

describe('what is in a report', () => {
  const holdsEn = 'It holds no user name, no mail address, no name of an account and no message.';
  const holdsFr = 'Il ne contient ni nom d’utilisateur, ni adresse e-mail, ni nom de compte, ni message.';
  it('is said, with the name of the computer where it is asked for', () => expectSaid(
    {...toServer, label: 'Room 7, {computer} ({computer})'},
    [expect.stringContaining(`${holdsEn} So that your administrator can tell computers apart, the report has a random number and says: Room 7, pc-17 (pc-17).`)],
    [expect.stringContaining(
      `${holdsFr} Pour que votre administrateur distingue les ordinateurs, le rapport porte un numéro tiré au hasard et indique : Room 7, pc-17 (pc-17).`,
    )],
  ));
  it('is said, with a label of the administrator’s: the computer’s name is not asked for', async () => {
    expect((await sentences({...toServer, label: 'Room 7'}))[1]).toContain('the report has a random number and says: Room 7.');
    expect(world.asked).not.toContain('name');
  });
  it('is said, with a number alone where there is no label', async () => {
    await expectSaid(
      toServer, [expect.stringMatching(new RegExp(`${holdsEn} So that your administrator can tell computers apart, the report has a random number\\.$`))],
      [expect.stringMatching(new RegExp(`${holdsFr} Pour que votre administrateur distingue les ordinateurs, le rapport porte un numéro tiré au hasard\\.$`))],
    );
    expect(world.asked).not.toContain('name');
  });
  it('is said so too where the computer has no name', async () => {
    world.computerName = '';
    expect((await sentences({...toServer, label: '{computer}'}))[1]).toMatch(/ the report has a random number\.$/);
  });
  it('can be seen: its lines as they would go', async () => {
    note({});
    const lines = (await boxOf({...toServer, label: '{computer}'}, bad))!.querySelector('details pre')!.textContent;
    const {report} = audited(bad);
    expect(lines).toBe(toLines(eventsOf(report, profile, {profile, label: 'pc-17', addon: '1.2.3'})));
    const events = lines.trimEnd().split('\n').map(line => JSON.parse(line));
    expect(events.map(({rule}) => rule)).toEqual([undefined, ...report.findings.map(({rule}) => rule)]);
    expect(events.length).toBeGreaterThan(5);
    expect(events[0]).toMatchObject({type: 'mail-account-audit.report', accounts: 1, unreadable: 1, label: 'pc-17'});
  });
  it('can be seen as the file that is written, where that is a folder', async () => {
    note({});
    const shown = (await boxOf({...toFolder, label: '{computer}'}, bad))!.querySelector('details pre')!.textContent;
    const {report} = audited(bad);
    expect(shown.trimEnd()).not.toContain('\n');
    expect(JSON.parse(shown)).toEqual(JSON.parse(JSON.stringify({...report, profile, label: 'pc-17', addon: '1.2.3'})));
    expect(shown).toBe(fileOf(report, {profile, label: 'pc-17', addon: '1.2.3'}));
  });
  it('can be seen as the lines, then the file, where it is both', async () => {
    note({});
    const shown = (await boxOf({...toServer, ...toFolder}, bad))!.querySelector('details pre')!.textContent;
    const origin = {profile, label: '', addon: '1.2.3'};
    const {report} = audited(bad);
    expect(shown).toBe(`${toLines(eventsOf(report, profile, origin))}\n${fileOf(report, origin)}`);
  });
  it('is a file of one line', () => {
    const {report} = audited(bad);
    const origin = {profile, label: 'Room 7\n', addon: '1.2.3'};
    const file = fileOf(report, origin);
    expect(file.indexOf('\n')).toBe(file.length - 1);
    expect(JSON.parse(file)).toEqual(JSON.parse(JSON.stringify({...report, ...origin})));
  });
  it.each(Object.values(jane))('never is %s, nor is it anywhere in the box', async word => {
    expect((await boxOf({...toServer, ...toFolder, label: '{computer}'}, bad))!.outerHTML).not.toContain(word);
  });
  it('is text, whatever a server is called', async () => {
    const hostile = snapshot({incomingServers: [incomingServer({hostname: '<img src=x onerror=alert(1)>', socketType: 'plain'})]});
    const box = (await boxOf(toServer, hostile))!;
    expect(box.querySelector('pre')!.textContent).toContain('"hostname":"<img src=x onerror=alert(1)>"');
    expect(box.querySelector('img')).toBeNull();
  });
});

describe('what became of the last report', () => {
  it('is that none was received yet', () => expectSaid(toServer, ['Nothing was received by the server yet.'], ['Le serveur n’a encore rien reçu.']));
  it('is when the server received it', async () => {
    note({queue: {sentAt: time}});
    await expectSaid(
      toServer, ['Last received by the server: November 20, 2026 at 9:05 AM.'], ['Dernière réception par le serveur : 20 novembre 2026 à 09:05.'],
    );
    expect((await sentences(toServer)).join()).not.toContain('n’a encore rien reçu');
  });
  it('is that one waits, and why', async () => {
    note({queue: {waiting: queued(1), problem: 'HTTP 503'}});
    await expectSaid(
      toServer, ['Nothing was received by the server yet.', '1 report waits. The last attempt failed: HTTP 503'],
      ['Le serveur n’a encore rien reçu.', '1 rapport attend. La dernière tentative a échoué : HTTP 503'],
    );
  });
  it('is that many wait since one was received', async () => {
    note({queue: {sentAt: time, waiting: queued(52), problem: 'no answer'}});
    await expectSaid(
      toServer, [expect.stringContaining('Last received'), '52 reports wait. The last attempt failed: no answer'],
      [expect.stringContaining('Dernière réception'), '52 rapports attendent. La dernière tentative a échoué : no answer'],
    );
  });
  it('is that none was written yet', () => expectSaid(toFolder, ['Nothing was written yet.'], ['Rien n’a encore été écrit.']));
  it('is when it was written', async () => {
    note({written: {at: time}});
    await expectSaid(toFolder, ['Last written: November 20, 2026 at 9:05 AM.'], ['Dernière écriture : 20 novembre 2026 à 09:05.']);
    expect((await sentences(toFolder)).join()).not.toContain('Rien n’a encore été écrit');
  });
  it('is that it could not be written, and why', async () => {
    note({written: {problem: 'the folder is missing'}});
    await expectSaid(
      toFolder, ['Nothing was written yet.', 'The last attempt to write failed: the folder is missing'],
      ['Rien n’a encore été écrit.', 'La dernière tentative d’écriture a échoué : the folder is missing'],
    );
    expect((await sentences(toFolder)).join()).not.toContain('Dernière écriture');
  });
  it('is that the folder was written to, and could not be since', async () => {
    note({written: {at: time, problem: 'the folder is missing'}});
    expect((await sentences(toFolder)).slice(2).map(sentence => sentence.split(':')[0])).toEqual(['Last written', 'The last attempt to write failed']);
  });
  it('is said of what is asked for now alone', async () => {
    note({queue: {sentAt: time, waiting: queued(1), problem: 'HTTP 503'}, written: {at: time, problem: 'the folder is missing'}});
    expect((await sentences(toServer)).join()).not.toMatch(/written|write|folder/);
    expect((await sentences(toFolder)).join()).not.toMatch(/server:|waits|HTTP/);
    expect(await sentences({...toServer, ...toFolder})).toHaveLength(7);
  });
  it('is text, whatever the problem says', async () => {
    note({queue: {waiting: queued(1), problem: '<img src=x onerror=alert(1)>'}, written: {problem: '\u202E<b>x</b>'}});
    const box = (await boxOf({...toServer, ...toFolder}))!;
    expect([...box.querySelectorAll('bdi')].map(({textContent}) => textContent)).toEqual(expect.arrayContaining(['<img src=x onerror=alert(1)>', '\u202E<b>x</b>']));
    expect(box.querySelector('img, b')).toBeNull();
  });
});

describe('where what became of reports cannot be read', () => {
  beforeEach(() => { vi.spyOn(console, 'error').mockImplementation(() => {}); });
  afterEach(() => { vi.restoreAllMocks(); });
  it.each([['what is kept', 'storage'], ['the name of the computer', 'name']])('it is said that they go, where, and what is in them, without %s', async (_name, failing) => {
    world.failing = failing;
    const settings = {...toServer, ...toFolder, label: '{computer}'};
    expect(plain((await boxOf(settings))!.querySelector('h4')!)).toBe('Your administrator receives reports');
    expect(await sentences(settings)).toEqual([
      'When something changes, and at least every 7 days, this computer sends a report to reports.example.com.',
      'When something changes, and at least every 7 days, this computer writes a report into /srv/reports.',
      expect.stringMatching(/^It says what was checked .* It holds no user name, .* and no message\.$/),
    ]);
    speak('fr');
    expect((await sentences(settings)).slice(0, 2)).toEqual([
      'Quand quelque chose change, et au moins tous les 7 jours, cet ordinateur envoie un rapport à reports.example.com.',
      'Quand quelque chose change, et au moins tous les 7 jours, cet ordinateur écrit un rapport dans /srv/reports.',
    ]);
  });
  it('no report is shown that may not be the one that goes, and the fault is in the console', async () => {
    world.failing = 'storage';
    expect((await boxOf(toServer))!.querySelector('details, pre')).toBeNull();
    expect(console.error).toHaveBeenCalledWith(expect.any(String), expect.objectContaining({message: 'the storage is broken'}));
  });
});

describe('the edition without the experiment', () => {
  beforeEach(() => { world.isPrivileged = false; });
  it('has a box that does not say that reports are received', async () => {
    expect(plain((await boxOf(toServer))!.querySelector('h4')!)).toBe('Your administrator asks for reports');
    expect((await boxOf(toServer))!.textContent).not.toContain('receives');
    speak('fr');
    expect(plain((await boxOf(toServer))!.querySelector('h4')!)).toBe('Votre administrateur demande des rapports');
  });
  it.each([['a server', toServer], ['a folder', toFolder]])('says that no report leaves, where %s is asked for', async (_name, settings) => {
    expect(await sentences(settings)).toEqual(['This edition cannot send or write any: no report leaves this computer.']);
    speak('fr');
    expect(await sentences(settings)).toEqual([
      'Cette édition ne peut ni en envoyer ni en écrire : aucun rapport ne quitte cet ordinateur.',
    ]);
  });
  it('shows no report, and looks nothing up', async () => {
    note({queue: {sentAt: time}});
    expect((await boxOf({...toServer, label: '{computer}'}))!.querySelector('details, pre')).toBeNull();
    expect(world.asked).toEqual([]);
  });
  it('says nothing where nothing is asked for', async () => {
    expect(await boxOf({})).toBeUndefined();
  });
});

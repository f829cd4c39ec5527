/** However many events a change in Thunderbird is, the page and the background read once a second each, at most. */
import {afterAll, beforeAll, expect, it} from 'vitest';
import type {Thunderbird} from '../../scripts/thunderbird.js';
import {inEachThunderbird} from '../helpers/thunderbirds.ts';
import {button, openPage, reportOf, startAudited} from './audited.ts';
import {profile} from './profile.ts';

const ACCOUNTS = 50;

/** Runs in Thunderbird: from now on, who calls our `read` is written down. */
function noteReads(): void {
  const {ParentAPIManager} = (globalThis as any).ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs').ExtensionParent;
  const readers: string[] = (globalThis as any).window3.readers = [];
  const {callAndLog} = ParentAPIManager;
  // The page is a tab to it.
  ParentAPIManager.callAndLog = (context: {viewType: string}, data: {path: string}, callable: () => unknown) => {
    if (data.path === 'mailSettings.read') readers.push(context.viewType);
    return callAndLog(context, data, callable);
  };
}

/** Runs in Thunderbird: four times, some time apart, every identity and every account gets another name; the last time one sets its connection too. */
async function renameAll(): Promise<void> {
  const {MailServices, Services, window3} = globalThis as any;
  for (let round = 0; round < 4; round++) {
    for (const identity of MailServices.accounts.allIdentities) identity.fullName = `Name ${round}`;
    for (const server of MailServices.accounts.allServers) server.prettyName = `Name ${round} of ${server.key}`;
    await new Promise(resolve => { window3.setTimeout(resolve, 700); });
  }
  Services.prefs.setIntPref('mail.server.server1.socketType', 0);
}

/** Runs in Thunderbird: who has read, as often as they did. */
function whoRead(): string[] {
  return (globalThis as any).window3.readers;
}

inEachThunderbird(({application}) => {
  let thunderbird: Thunderbird;

  beforeAll(async () => {
    thunderbird = await startAudited({application, prefs: profile(Array.from({length: ACCOUNTS}, () => ({type: 'imap'})))});
  });
  afterAll(() => thunderbird?.stop());

  it(`${8 * ACCOUNTS} events are few reads, and the last of them is told`, async () => {
    const page = await openPage(thunderbird);
    const failing = async () => (await reportOf(page)).findings.filter(({rule, outcome}) => rule === 'incoming-plaintext' && outcome === 'fail').length;
    expect(await failing()).toBe(0);
    await thunderbird.chrome(noteReads);
    const begun = Date.now();
    await thunderbird.chrome(renameAll);
    await expect.poll(failing).toBe(1);
    await expect.poll(async () => (await button(thunderbird)).badge).toBe('1');
    const seconds = Math.ceil((Date.now() - begun) / 1000);
    const all = await thunderbird.chrome(whoRead);
    expect([...new Set(all)].sort()).toEqual(['background', 'tab']);
    for (const reader of ['background', 'tab']) expect(all.filter(each => each === reader).length).toBeLessThanOrEqual(seconds + 1);
  });
});

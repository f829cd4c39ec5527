/** Message filters, as Thunderbird itself writes them down: what they forward and delete is read, and nothing is made or waited for. */
import {execFileSync} from 'node:child_process';
import {existsSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, it} from 'vitest';
import type {Page, Thunderbird} from '../../scripts/thunderbird.js';
import {inEachThunderbird} from '../helpers/thunderbirds.ts';
import {auditAnew, buttonAt, openPage, reportOf, settingsOf, startAudited, unfoldAll} from './audited.ts';
import {profile} from './profile.ts';

/** nsMsgFilterType: when mail comes in, by hand, after sending. */
const [inbox, byHand, afterSending] = [1, 16, 64];

interface Spec {
  enabled?: boolean;
  type?: number;
  /** Names of nsMsgFilterAction, with what they take. */
  actions: [name: string, value?: string][];
}

const filters: Spec[] = [
  {actions: [['Forward', 'someone@example.net'], ['MarkRead']]},
  {actions: [['AddTag', '$label1'], ['Delete']]},
  {actions: [['DeleteFromPop3Server']]},
  {type: afterSending, actions: [['Forward', 'archive@example.net'], ['Forward', 'second@example.net'], ['Delete']]},
  {actions: [['MarkFlagged'], ['StopExecution']]},
  {enabled: false, actions: [['Forward', 'off@example.net'], ['Delete']]},
  {type: byHand, actions: [['Forward', 'hand@example.net'], ['Delete']]},
];

/** Where the mail of the nth account is. */
const there = (n: number) => ({'directory-rel': `[ProfD]Mail/there${n}`});

/** Runs in Thunderbird: makes filters of the first account, as its dialog does, each with a name of its own. */
function make(specs: Spec[], usual: number): void {
  const {Ci, MailServices} = globalThis as any;
  const list = MailServices.accounts.getAccount('account1').incomingServer.getFilterList(null);
  specs.forEach(({enabled = true, type = usual, actions}, i) => {
    const filter = list.createFilter(`Secret "${i}" enabled="no"`);
    Object.assign(filter, {enabled, filterType: type, filterDesc: 'action="Delete"'});
    for (const [name, value] of actions) {
      const action = filter.createAction();
      action.type = Ci.nsMsgFilterAction[name];
      if (value) action.strValue = value;
      filter.appendAction(action);
    }
    const term = filter.createTerm();
    Object.assign(term, {attrib: Ci.nsMsgSearchAttrib.Subject, op: Ci.nsMsgSearchOp.Contains});
    const value = term.value;
    Object.assign(value, {attrib: Ci.nsMsgSearchAttrib.Subject, str: 'action="Delete"'});
    term.value = value;
    filter.appendTerm(term);
    list.insertFilterAt(list.filterCount, filter);
  });
  list.saveToDefaultFile();
}

inEachThunderbird(({application}) => {
  let thunderbird: Thunderbird;
  let page: Page;
  const fileOf = (n: number) => join(thunderbird.profile, `Mail/there${n}/msgFilterRules.dat`);
  const filtersOf = async (n: number) => (await settingsOf(page)).accounts.find(({id}) => id === `account${n}`)!.server!.filters;

  beforeAll(async () => {
    thunderbird = await startAudited({application, prefs: profile([
      {type: 'pop3', server: there(1)}, {type: 'imap', server: there(2)}, {type: 'imap', server: there(3)},
      {type: 'imap', server: {...there(4), 'filter.type': 'sieve'}}, {type: 'imap', server: there(5)},
    ])});
    await thunderbird.chrome(make, filters, inbox);
    execFileSync('mkfifo', [fileOf(3)]);
    writeFileSync(fileOf(5), 'enabled="yes"\naction="Delete"\nname="a"\n\xff\nenabled="yes"\ntype="1"\naction="Delete');
    page = await openPage(thunderbird);
  });
  afterAll(() => thunderbird?.stop());

  it('are read as Thunderbird wrote them: those that run by themselves', async () => {
    expect(await filtersOf(1)).toEqual([
      {deletes: false, forwardsTo: ['someone@example.net']},
      {deletes: true, forwardsTo: []},
      {deletes: true, forwardsTo: []},
      {deletes: true, forwardsTo: ['archive@example.net', 'second@example.net']},
      {deletes: false, forwardsTo: []},
    ]);
  });
  it('are none where there is no file, and none is made', async () => {
    expect(await filtersOf(2)).toEqual([]);
    expect(existsSync(fileOf(2))).toBe(false);
  });
  it('are not read of what is no file, nor where an add-on keeps them, and nobody waits', async () => {
    expect([await filtersOf(3), await filtersOf(4)]).toEqual([undefined, undefined]);
  });
  it('are read as far as the file goes', async () => {
    expect(await filtersOf(5)).toEqual([{deletes: true, forwardsTo: []}]);
  });
  it('are judged, and neither a name nor an address is in the report', async () => {
    const report = await reportOf(page);
    const told = (n: number) => report.findings.filter(({rule, accountIds}) => rule === 'filter-forwards-or-deletes' && accountIds.includes(`account${n}`)).map(({outcome, data}) => [outcome, data['reason']]);
    expect([1, 2, 3].map(told)).toEqual([[['fail', 'both']], [], [['unknown', undefined]]]);
    expect(report.passed.some(({rule, accountIds}) => rule === 'filter-forwards-or-deletes' && accountIds.includes('account2'))).toBe(true);
    expect(JSON.stringify(report)).not.toMatch(/Secret|example\.net/);
    await unfoldAll(page);
    expect(await page.evaluate(() => document.body.textContent)).not.toMatch(/Secret|someone@/);
  });
  it('are opened from the page', async () => {
    await auditAnew(page);
    await unfoldAll(page);
    await page.click(`${buttonAt('filter-forwards-or-deletes', 'account1')}[data-action="open-setting"]`);
    await expect.poll(() => thunderbird.chrome(() => {
      const dialog = (globalThis as any).Services.wm.getMostRecentWindow('mailnews:filterlist');
      return dialog?.document.getElementById('serverMenu')?.value === undefined ? undefined : dialog.gCurrentFilterList?.folder.server.key;
    })).toBe('server1');
  });
});

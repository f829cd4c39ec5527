/** Where windows.js goes, in a main window that is made up: real ones are in test/thunderbird/open-setting.test.ts. */
import {describe, expect, it} from 'vitest';
import type {Place} from '../../src/experiment/windows.d.ts';
import {run} from '../helpers/privileged.ts';

/** What was done in the main window, and where Account Settings ended. */
async function openedAt(place: Place, {isOpen = false, type = 'imap'} = {}): Promise<string[]> {
  const {window, done} = fakeWindow(isOpen, type === 'none' ? '/am-serverwithnoidentities.xhtml' : '/am-main.xhtml');
  await run({window, servers: {imap: {type}}}).api['mailWindows'].open(place);
  return done;
}

function row(id: string, parent?: object) {
  return {id, parentElement: {closest: () => parent}};
}

/** A tab of Account Settings with a row for each account, for two of its pages and for the outgoing servers. */
function fakeWindow(isOpen: boolean, main: string) {
  const done: string[] = [];
  const account = row('account1');
  const rows = [account, row('account1/am-server.xhtml', account), row('account1/am-junk.xhtml', account), row('account1/am-copies.xhtml', account), row('account1/am-offline.xhtml', account), row('smtp')];
  const servers = ['smtp1', 'smtp2'].map(key => ({key, getAttribute: () => key}));
  const list = {itemCount: servers.length, children: servers, set selectedItem({key}: {key: string}) { done.push(`server ${key}`); }};
  const shown = (id: string) => id === 'smtp' ? '/am-smtp.xhtml' : id.includes('/') ? id.replace(/^[^/]*/, '') : main;
  const frame = {contentWindow: {setTimeout}, contentDocument: {URL: '', getElementById: () => list}};
  const tree = {
    rows, expandRow: ({id}: {id: string}) => done.push(`unfold ${id}`),
    set selectedIndex(index: number) {
      done.push(`row ${rows[index]!.id}`);
      frame.contentDocument.URL = shown(rows[index]!.id);
    },
  };
  const page = () => ({document: {getElementById: (id: string) => id === 'accounttree' ? tree : id === 'contentFrame' ? frame : rows.find(candidate => candidate.id === id) ?? null}, currentPageId: 1, pendingPageId: 0});
  const browser = {currentURI: {spec: 'about:accountsettings'}, contentWindow: page(), contentDocument: {}, reload() {
    done.push('reload');
    browser.contentWindow = page();
  }};
  if (isOpen) Object.assign(browser, {contentDocument: browser.contentWindow.document});
  const tabInfo: object[] = isOpen ? [{browser}] : [];
  const window = {
    setTimeout, focus: () => done.push('focus'), openPreferencesTab: (pane: string) => done.push(pane), MsgFilters: () => done.push('filters'),
    document: {getElementById: () => ({tabInfo, switchToTab: () => done.push('switch')})},
    async MsgAccountManager(start: string | null) {
      done.push(`open ${start}`);
      tabInfo.push({browser});
    },
  };
  return {window, done};
}

describe('a place', () => {
  it.each<[Place, string[]]>([
    [{pane: 'general'}, ['paneGeneral', 'focus']], [{pane: 'privacy'}, ['panePrivacy', 'focus']], [{pane: 'filters', accountId: 'account1'}, ['filters']],
    [{pane: 'account', accountId: 'account1'}, ['open am-main.xhtml', 'focus', 'row account1']],
    ...(['server', 'sync', 'junk', 'copies'] as const).map((pane): [Place, string[]] => {
      const page = {server: 'am-server.xhtml', sync: 'am-offline.xhtml', junk: 'am-junk.xhtml', copies: 'am-copies.xhtml'}[pane];
      return [{pane, accountId: 'account1'}, [`open ${page}`, 'focus', 'unfold account1', `row account1/${page}`]];
    }),
    [{pane: 'outgoing'}, ['open null', 'focus', 'row smtp']], [{pane: 'outgoing', outgoingServerKey: 'smtp2'}, ['open null', 'focus', 'row smtp', 'server smtp2']],
  ])('%j', async (place, done) => {
    expect(await openedAt(place)).toEqual(done);
  });
  it('of Local Folders is one page for two', async () => {
    expect(await openedAt({pane: 'server', accountId: 'account1'}, {type: 'none'})).toEqual(['open am-serverwithnoidentities.xhtml', 'focus', 'row account1']);
  });
  it('in a tab that is open already is loaded anew: it would write back what was set when it was opened', async () => {
    expect(await openedAt({pane: 'account', accountId: 'account1'}, {isOpen: true})).toEqual(['switch', 'reload', 'focus', 'row account1']);
  });
  it('that is not there is told', async () => {
    await expect(openedAt({pane: 'account', accountId: 'account9'})).rejects.toThrow('There is no account account9 any more');
    await expect(openedAt({pane: 'sync', accountId: 'account2'})).rejects.toThrow('Account Settings has no account2/am-offline.xhtml');
    await expect(run().api['mailWindows'].open({pane: 'general'})).rejects.toThrow('There is no mail window');
  });
});

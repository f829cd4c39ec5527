// @vitest-environment happy-dom
/** The list of what to do: every finding once, whatever is unfolded; one number on the page and on the button; and where the focus goes. */
import {beforeEach, describe, expect, it, vi} from 'vitest';
import {countAttention} from '../../src/cures.ts';
import type {Audited} from '../../src/explain/audited.ts';
import {buildNow, unfold} from '../../src/page/dom.ts';
import {translate} from '../../src/page/words.ts';
import {emptyLedger, ledgerAfter} from '../../src/receipts.ts';
import {harms} from '../../src/rule.ts';
import {ruleOf} from '../../src/rules/index.ts';
import type {IncomingServer, Snapshot} from '../../src/snapshot.ts';
import {factsOf} from '../../src/waivers.ts';
import {getMessageIn} from '../helpers/locales.ts';
import {account, identity, incomingServer, outgoingServer, program, snapshot} from '../helpers/make.ts';
import {buildAll, draw, findings, textOf} from './drawn.ts';
import {audited, loadPage} from './fixture.ts';

const world = vi.hoisted(() => ({isPrivileged: true}));
vi.stubGlobal('messenger', {i18n: {getMessage: getMessageIn('en'), getUILanguage: () => 'en'}});
vi.mock('../../src/privileged.ts', () => ({can: new Proxy({}, {get: () => world.isPrivileged})}));

beforeEach(() => {
  world.isPrivileged = true;
  loadPage();
  translate(document);
  for (const template of document.querySelectorAll('template')) translate(template.content);
});

/** So many accounts, of which the servers differ as told; they share one server for sending. */
function accounts(count: number, server: (n: number) => Partial<IncomingServer>, differences: Partial<Snapshot> = {}): Snapshot {
  const numbers = Array.from({length: count}, (_, i) => i + 1);
  return snapshot({
    accounts: numbers.map(n => account({id: `account${n}`, name: `Account ${n}`})),
    incomingServers: numbers.map(n => incomingServer({key: `server${n}`, accountIds: [`account${n}`], hostname: `imap.example${n}.com`, ...server(n)})),
    outgoingServers: [outgoingServer({accountIds: numbers.map(n => `account${n}`)})],
    identities: numbers.map(n => identity({key: `id${n}`, accountIds: [`account${n}`], email: `jane@example${n}.com`})),
    ...differences,
  });
}

const open = {socketType: 'plain', port: 143} as const;
/** Several findings of one cure, the same in many places, of all accounts at once, of none, advice, what was not read, what is accepted. */
const kinds: Partial<IncomingServer>[] = [{}, {...open}, {offlineDownload: false}, {deleteModel: 'deleteImmediately'}, {port: undefined}, {autoSyncMaxAgeDays: 30}, {limitOfflineMessageSize: true}];
const forty = accounts(40, n => kinds[n % kinds.length]!, {program: program({minimumTLS: '1.0', lastBackup: '2020-01-01'})});
const everything = audited({...forty, outgoingServers: [{...forty.outgoingServers[0]!, socketType: 'plain', port: 587}]}, {
  waivers: [{rule: 'local-copies-by-size', account: '*', reason: 'The disks are small', until: '2027-06-30'}],
});

/** The findings that stand on the page, and those of the report, each with its accounts. */
function onPage(): string[] {
  return [...document.querySelectorAll<HTMLElement>('[data-rule]')].map(({dataset}) => [dataset['rule'], dataset['severity'], dataset['outcome'], dataset['accounts']].join(' ')).toSorted();
}
function inReport({report}: Audited): string[] {
  return report.findings.map(({rule, severity, outcome, accountIds}) => [rule, severity, outcome, accountIds.join(' ')].join(' ')).toSorted();
}

const rows = () => [...document.querySelectorAll<HTMLElement>('#todo > .row')];
const rowsToDo = () => rows().filter(row => !row.id);

describe('every finding has exactly one element', () => {
  it('of forty accounts with all that can be: folded, unfolded, drawn again', () => {
    draw(everything);
    const expected = inReport(everything);
    expect(new Set(everything.report.findings.map(({outcome}) => outcome))).toEqual(new Set(['fail', 'unknown', 'waived']));
    expect(everything.report.findings.some(({severity, outcome}) => severity === 'advice' && outcome === 'fail')).toBe(true);
    expect(onPage()).toEqual(expected);
    buildAll();
    expect(onPage()).toEqual(expected);
    draw(everything);
    expect(onPage()).toEqual(expected);
  });
  it('while each row is unfolded, one after the other', () => {
    draw(everything);
    const expected = inReport(everything);
    for (const row of rows()) {
      unfold(row.querySelector('details')!);
      expect(onPage()).toEqual(expected);
    }
    for (const place of document.querySelectorAll('.place details')) {
      unfold(place);
      expect(onPage()).toEqual(expected);
    }
    draw(everything);
    expect(onPage()).toEqual(expected);
  });
  it('also when what is found changes under what is unfolded', () => {
    draw(everything);
    for (const details of document.querySelectorAll('#todo details')) unfold(details);
    for (const taken of [accounts(40, n => kinds[(n + 1) % kinds.length]!), accounts(2, () => open), accounts(1, () => ({})), forty]) {
      const state = audited(taken);
      draw(state);
      expect(onPage()).toEqual(inReport(state));
    }
  });
  it('in the edition that reads little', () => {
    world.isPrivileged = false;
    const state = audited(accounts(3, () => ({port: undefined, socketType: undefined, offlineDownload: undefined, folders: undefined})));
    draw(state);
    expect(onPage()).toEqual(inReport(state));
    buildAll();
    expect(onPage()).toEqual(inReport(state));
  });
});

/** How many things are to be done as the rows say: a row for several places says how many. */
function countedInRows(): number {
  return rowsToDo().reduce((sum, row) => sum + Number(/See all (\d+)/.exec(row.querySelector('.go')!.textContent)?.[1] ?? 1), 0);
}

describe('one number', () => {
  it.each<[string, Audited]>([
    ['everything', everything], ['one account', audited(accounts(1, () => open))], ['the same in six places', audited(accounts(6, () => ({offlineDownload: false})))],
    ['one thing of all accounts', audited(accounts(6, () => ({}), {outgoingServers: [outgoingServer({...open, port: 587, accountIds: [1, 2, 3, 4, 5, 6].map(n => `account${n}`)})]}))],
    ['what belongs to no account', audited(snapshot({program: program({minimumTLS: '1.0'})}))],
  ])('is in the verdict, on the button and in the rows: %s', (_name, state) => {
    draw(state);
    const count = countAttention(state.report);
    expect(count).toBeGreaterThan(0);
    expect(textOf(document.getElementById('verdict-sentence')!)).toMatch(new RegExp(`^${count} things? to put right`));
    expect(countedInRows()).toBe(count);
    buildAll();
    expect(rowsToDo().flatMap(row => [...row.querySelectorAll('.finding')])).toHaveLength(count);
  });
  it('counts neither advice, nor what was not read, nor what was accepted', () => {
    draw(audited(accounts(2, () => ({deleteModel: 'deleteImmediately', port: undefined, limitOfflineMessageSize: true})), {
      rules: {'immediate-deletion': 'advice'}, waivers: [{rule: 'local-copies-by-size', account: '*', reason: 'x', until: '2027-06-30'}],
    }));
    expect(textOf(document.getElementById('verdict-sentence')!)).toBe('Nothing to put right in what was checked');
    expect(rows().map(({id}) => id)).toEqual(['row-advice', 'row-unknown', 'row-waived']);
    expect(document.getElementById('todo-title')!.textContent).toBe('Worth knowing');
  });
});

describe('the same in several places', () => {
  const state = audited(accounts(6, n => n % 2 ? {offlineDownload: false} : n === 4 ? open : {}));

  it('is one row, that unfolds to a line for each, with a button of its own', () => {
    draw(state);
    expect(rowsToDo()).toHaveLength(2);
    const row = rowsToDo().find(each => each.textContent.includes('Account 1'))!;
    expect(textOf(row.querySelector('summary .whose')!)).toBe('Account 1, Account 3, Account 5');
    const [button, ...others] = row.querySelectorAll<HTMLElement>(':scope > .go > button');
    expect([button!.textContent, button!.dataset['action'], others]).toEqual(['See all 3', 'see', []]);
    const details = document.getElementById(button!.dataset['row']!)!;
    expect(details.parentElement).toBe(row);
    unfold(details);
    const places = [...details.querySelectorAll<HTMLElement>('.places > .place')];
    expect(places.map(place => place.querySelector<HTMLElement>('.finding')!.dataset['accounts'])).toEqual(['account1', 'account3', 'account5']);
    expect(places.map(place => textOf(place.querySelector('h4')!))).toEqual([1, 3, 5].map(n => `Account ${n} · imap.example${n}.com`));
    expect(places.map(place => place.querySelector<HTMLElement>('.go > button')!.dataset['accountId'])).toEqual(['account1', 'account3', 'account5']);
  });
  it('names the first two of more than three', () => {
    draw(audited(accounts(6, () => ({offlineDownload: false}))));
    expect(textOf(rowsToDo()[0]!.querySelector('.whose')!).replaceAll(/[\u2068\u2069]/g, '')).toBe('Account 1, Account 2 and 4 more');
  });
  it('of another weight is another row', () => {
    const days = audited(accounts(2, n => ({autoSyncMaxAgeDays: n * 10})));
    draw(days);
    expect(rowsToDo()).toHaveLength(2);
    draw(audited(accounts(2, () => ({autoSyncMaxAgeDays: 10}))));
    expect(rowsToDo()).toHaveLength(1);
  });
});

describe('of the list', () => {
  it('one row is unfolded at a time, of the places of a row one, and of advice one', () => {
    draw(everything);
    buildAll();
    expect(new Set(rows().map(row => row.querySelector('details')!.getAttribute('name')))).toEqual(new Set(['todo']));
    for (const row of rowsToDo()) {
      const names = [...row.querySelectorAll('.place > details')].map(place => place.getAttribute('name'));
      expect(names.length ? [new Set(names).size, names.includes('todo')] : []).toEqual(names.length ? [1, false] : []);
    }
    const advice = [...document.querySelectorAll('#row-advice > details > .body > .places > .row > details')];
    expect(advice.length).toBeGreaterThan(0);
    expect(new Set(advice.map(details => details.getAttribute('name')))).toEqual(new Set(['advice']));
  });
  it('the worst is first, by weight and then by what is at stake', () => {
    draw(everything);
    const worst = rowsToDo().map(row => row.querySelector<HTMLElement>('[data-rule]')!.dataset);
    const places = worst.map(({rule, severity}) => ['critical', 'warning'].indexOf(severity!) * harms.length + harms.indexOf(ruleOf({rule: rule!}).harm));
    expect(new Set(places).size).toBeGreaterThan(2);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    // The verdict names the first, and its button is the same.
    expect(textOf(document.querySelector('.verdict [data-part="first"]')!)).toContain(textOf(rowsToDo()[0]!.querySelector('h3')!));
  });
  it('every id is there once, and every button that leads to a row finds it', () => {
    draw(everything);
    buildAll();
    const ids = [...document.querySelectorAll('#report [id]')].map(({id}) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const button of document.querySelectorAll<HTMLElement>('[data-row]')) expect(document.getElementById(button.dataset['row']!)!.nodeName).toBe('DETAILS');
    for (const button of document.querySelectorAll<HTMLElement>('[data-cure]')) expect(document.getElementById(button.dataset['cure']!)!.classList).toContain('finding');
  });
  it('buttons of one name are told apart by what they are about', () => {
    draw(everything);
    buildAll();
    const buttons = [...document.querySelectorAll('#todo .go > button, .verdict .go > button')];
    expect(buttons.length).toBeGreaterThan(5);
    expect(buttons.filter(button => !button.getAttribute('aria-description'))).toEqual([]);
  });
  it('the first button of a locked setting unfolds what to do, and no other place is opened', () => {
    draw(audited(accounts(1, () => ({...open, locked: ['socketType']}))));
    const [verdicts, rowsOwn] = ['.verdict', '#todo'].map(where => document.querySelector<HTMLElement>(`${where} .go > button`)!);
    expect([verdicts!.dataset['action'], rowsOwn!.dataset['action']]).toEqual(['see', 'see']);
    expect(verdicts!.dataset['row']).toBe(rowsOwn!.dataset['row']);
  });
});

const three = (server: (n: number) => Partial<IncomingServer>) => audited(accounts(3, server));
// Each is another row.
const wrong = (n: number): Partial<IncomingServer> => [{autoSyncMaxAgeDays: 10}, {autoSyncMaxAgeDays: 20}, {autoSyncMaxAgeDays: 30}][n - 1]!;
const summaries = () => rowsToDo().map(row => row.querySelector('summary')!);

describe('when it is drawn again', () => {
  const aged = {rule: 'local-copies-by-age', subject: 'incomingServer', subjectId: 'server2', reason: 'The disk is small', until: '2027-05-20'} as const;
  const aside = three(wrong).report.findings.filter(({subjectId}) => subjectId === 'server2').map(finding => ({...aged, facts: factsOf(finding)}));

  it('what is unfolded stays so, with what was typed half, and the focus', () => {
    draw(three(wrong));
    const details = rowsToDo()[1]!.querySelector('details')!;
    unfold(details);
    const form = details.querySelector<HTMLDetailsElement>('.aside')!;
    form.open = true;
    const reason = form.querySelector<HTMLInputElement>('[name="reason"]')!;
    reason.value = 'The di';
    reason.focus();
    draw(three(n => n === 1 ? {} : wrong(n)));
    expect(rowsToDo()).toHaveLength(2);
    expect([details.isConnected, details.open, form.isConnected, form.open, reason.value]).toEqual([true, true, true, true, 'The di']);
    expect(document.activeElement).toBe(reason);
  });
  it.each([[1, 'the next'], [2, 'the next'], [3, 'the last there is']])('a row that goes, the %i. of three, gives the focus to %s', gone => {
    draw(three(wrong));
    const [, ...others] = [gone - 1, 0, 1, 2].map(i => summaries()[i]!);
    summaries()[gone - 1]!.focus();
    draw(three(n => n === gone ? {} : wrong(n)));
    expect(document.activeElement).toBe(others[gone === 3 ? 1 : gone]);
  });
  it('the last that goes gives it to the title of the list', () => {
    draw(audited(accounts(1, () => ({autoSyncMaxAgeDays: 10}))));
    summaries()[0]!.focus();
    draw(audited(accounts(1, () => ({}))));
    expect(document.activeElement).toBe(document.getElementById('todo-title'));
  });
  it('what is set aside takes it to the row of what is accepted', () => {
    draw(three(wrong));
    buildNow(rowsToDo()[1]!.querySelector('details')!);
    rowsToDo()[1]!.querySelector<HTMLElement>('[data-action="waive"]')!.focus();
    draw(audited(accounts(3, wrong), undefined, aside));
    expect(findings(document.getElementById('row-waived')!)).toEqual(['local-copies-by-age warning waived']);
    expect(document.activeElement).toBe(document.querySelector('#row-waived summary'));
  });
  it('what is taken back takes it to its row', () => {
    draw(audited(accounts(3, wrong), undefined, aside));
    document.querySelector<HTMLElement>('#row-waived [data-action="unwaive"]')!.focus();
    draw(three(wrong));
    expect(document.activeElement).toBe(summaries()[1]);
  });
  it('a focus that is elsewhere is left alone', () => {
    draw(three(wrong));
    document.querySelector('h1')!.focus();
    draw(three(() => ({})));
    expect(document.activeElement).toBe(document.querySelector('h1'));
  });
});

/** The rules of the list, in its order, receipts among them. */
const shownRows = () => rows().map(row => row.dataset['receipt'] ?? row.querySelector<HTMLElement>('[data-rule]')!.dataset['rule']);

describe('what was put right', () => {
  const mistaken = accounts(3, n => [{...open}, {autoSyncMaxAgeDays: 30}, {limitOfflineMessageSize: true, maxMessageSize: 50}][n - 1]!);
  const before = audited(mistaken);
  const after = audited({...mistaken, incomingServers: mistaken.incomingServers.map((server, i) => i === 1 ? {...server, autoSyncMaxAgeDays: -1} : server)});
  const ledger = ledgerAfter(ledgerAfter(emptyLedger(), before.report, before.snapshot), after.report, after.snapshot);

  it('stands where it stood when it was to be put right, and counts no more', () => {
    draw(before);
    const order = shownRows();
    expect(order).toContain('local-copies-by-age');
    const count = countAttention(before.report);
    draw(after, [], ledger);
    expect(shownRows()).toEqual(order);
    expect(document.querySelectorAll('#todo > [data-receipt]')).toHaveLength(1);
    expect(document.querySelector('#todo > [data-receipt] [data-rule]')).toBeNull();
    expect(countAttention(after.report)).toBe(count - 1);
    expect(textOf(document.getElementById('verdict-sentence')!)).toContain(`${count - 1} things to put right`);
  });
  it('says what it was, what it is and what is left, and is hidden by a button of its own', () => {
    draw(after, [], ledger);
    const receipt = document.querySelector<HTMLElement>('#todo > [data-receipt]')!;
    expect(textOf(receipt)).toContain('It was: Thunderbird is set to keep only the last 30 days on this computer');
    expect(textOf(receipt.querySelector('.changes')!)).toContain('30 days → ');
    expect(JSON.parse(receipt.querySelector<HTMLElement>('[data-action="hide-receipt"]')!.dataset['receipts']!)).toEqual([{rule: 'local-copies-by-age', subject: 'incomingServer', subjectId: 'server2'}]);
  });
  it('gives the focus to the receipt where its row had it', () => {
    draw(before);
    const button = rows()[shownRows().indexOf('local-copies-by-age')]!.querySelector<HTMLElement>('.go > button')!;
    button.focus();
    draw(after, [], ledger);
    expect(document.activeElement).toBe(document.querySelector('[data-receipt] summary'));
  });
});

/** One render function: the whole page from what was read and judged. */
import {isDelivering} from '../delivery.ts';
import {language, text} from '../explain/messages.ts';
import {fullEdition, storeEdition} from '../editions.ts';
import type {Policy} from '../policy.ts';
import {can} from '../privileged.ts';
import type {Account} from '../snapshot.ts';
import type {Cure} from '../cures.ts';
import {bytesHere} from '../facts/kept-mail.ts';
import {type AccountAnswers, answersByAccount, hasCard} from '../explain/answers.ts';
import {cardOf, cardOfNoAccount} from './card.ts';
import {checkedOf} from './checked.ts';
import {clone, fill, keep} from './dom.ts';
import {explained} from './explained.ts';
import {managed, policyErrors} from './managed.ts';
import {ownName, typeName} from '../explain/names.ts';
import {overviewOf} from './overview.ts';
import {owners, verdictOf} from '../explain/verdict.ts';
import {element, isolated, outside, say} from './words.ts';
import {anchorOf, titleOf} from '../explain/finding.ts';
import {dayText, timeText} from '../explain/dates.ts';
import type {Report} from '../report.ts';
import type {Audited} from '../explain/audited.ts';
import type {Level} from '../explain/levels.ts';

/** With more accounts than this, an overview comes first and only as many cards, of those with problems, are unfolded. */
const FEW = 5;
/** With more than this, only the worst is, and a folded card is built when it is unfolded: 200 whole cards take half a second. */
const MANY = 30;

/** Shows it all; `changed` are the accounts, by id, whose cards say that they changed just now. */
export function show(audited: Audited, changed: ReadonlySet<string>): void {
  const focused = document.activeElement;
  const card = focused?.closest('[data-account]');
  const accounts = answersByAccount(audited);
  put('audited', say('page_audited', {time: timeOf(audited)}));
  put('organisation', organisation(audited));
  put('notices', notices(audited));
  put('verdict', [verdict(audited, accounts)]);
  put('accounts', accountNodes(audited, accounts, changed));
  put('backup', backupBox(audited));
  put('checked', checkedOf(audited));
  put('managed', managed(audited));
  put('explained', explained(audited));
  if (focused && !focused.isConnected) placeInsteadOf(focused, card)?.focus();
  else if (focused instanceof HTMLElement && focused !== document.activeElement) focused.focus({preventScroll: true});
}

/** What had the focus may have been set aside or taken back: it stands elsewhere now. Or it is gone, best of all put right: its card is the nearest place. */
function placeInsteadOf(gone: Element, card: Element | null | undefined): HTMLElement | null | undefined {
  const findings = gone instanceof HTMLElement ? gone.dataset['findings'] : undefined;
  const same = findings && [...card?.querySelectorAll<HTMLElement>('[data-findings]') ?? []].find(button => button.dataset['findings'] === findings);
  return (same ? same.closest('.waived, .finding') : card)?.querySelector('summary');
}

function put(id: string, nodes: readonly (string | Node)[]): void {
  keep(document.getElementById(id)!, nodes.map(node => typeof node === 'string' ? document.createTextNode(node) : node));
}

/** In the store edition, where the full one is there too. */
export function elsewhere(): Node {
  const names = {here: text(storeEdition.name), full: text(fullEdition.name)};
  return fill(clone('elsewhere-box'), {remove: say('page_elsewhere_remove', names)});
}

export function timeOf({report: {takenAt}}: Audited): string {
  return timeText(takenAt);
}

function organisation({policy}: Audited): Node[] {
  const {name, helpUrl, email, phone} = policy.organisation;
  const isReported = isDelivering(policy);
  if (!name && !helpUrl && !email && !phone && !isReported) return [];
  const by = element('span', name ? say('page_organisation', {name}) : say('page_organisation_unnamed'));
  const help = helpUrl ? [outside(helpUrl, name ? say('page_organisation_help', {name}) : say('page_organisation_help_unnamed'))] : [];
  return [
    by, ...help, ...email ? [outside(`mailto:${email}`, [email])] : [], ...phone ? [outside(`tel:${dialled(phone)}`, [phone])] : [],
    ...isReported ? [clone('reported')] : [],
  ];
}

/** A zero in brackets is dialled only without the country's number. */
function dialled(phone: string): string {
  return (/^(\+|00)/.test(phone) ? phone.replace('(0)', '') : phone).replaceAll(/[^+\d]/g, '');
}

function notices({policy, snapshot}: Audited): Node[] {
  return [
    ...organisationText(policy),
    ...can.read ? [] : [clone('edition')],
    ...snapshot.program.isOffline ? [element('p', say('page_offline'))] : [],
    ...policyErrors(policy),
    ...isOurLanguage() ? [] : [element('p', say(can.quote ? 'page_language_note' : 'page_language_note_english'))],
  ];
}

/** What the organisation has to say, in the reader's language or else in English. */
function organisationText({organisation: {text: texts = {}}}: Policy): Node[] {
  const theirLanguage = messenger.i18n.getUILanguage();
  const theirs = texts[theirLanguage] ?? texts[new Intl.Locale(theirLanguage).language] ?? texts[language()] ?? texts['en'];
  return theirs ? [fill(clone('organisation-text'), {text: theirs})] : [];
}

/** Where _locales has none for the reader, Thunderbird takes English: it is theirs only if they have it. */
function isOurLanguage(): boolean {
  return new Intl.Locale(messenger.i18n.getUILanguage()).language === new Intl.Locale(language()).language;
}

/** What Thunderbird's own export and import manage (aboutImport.ftl, export-profile-description). */
const EXPORTABLE_BYTES = 2 * 1024 ** 3;

/** Nothing can see that a backupBox was made: it is asked, and never changes how anything stands. */
function backupBox({snapshot}: Audited): Node[] {
  const {lastBackup: day} = snapshot.program;
  if (day === undefined) return [];
  const bytes = bytesHere(snapshot);
  return [fill(clone('backup-box'), {
    told: day ? say('page_backup_told', {day: dayText(day)}) : say('page_backup_never'),
    large: bytes > EXPORTABLE_BYTES ? say('page_backup_large', {size: gigabytes(bytes)}) : undefined,
  })];
}

function gigabytes(bytes: number): string {
  return new Intl.NumberFormat(language(), {style: 'unit', unit: 'gigabyte', maximumFractionDigits: 1}).format(bytes / 1024 ** 3);
}

function verdict(audited: Audited, accounts: readonly AccountAnswers[]): Node {
  const {level, sentence, first, notes} = verdictOf(audited, accounts);
  const node = fill(clone('verdict-box'), {
    level: level && clone(`level-${level}`),
    sentence: say(sentence.key, sentence.data),
    first: first && firstCure(first, audited),
    notes: notes.map(note => element('p', say(note.key, note.data))),
  });
  node.dataset['level'] = level ?? 'unknown';
  return node;
}

function firstCure(cure: Cure, audited: Audited): (string | Node)[] {
  const {key, data} = titleOf(cure[0]);
  const account = audited.snapshot.accounts.find(({id}) => id === cure[0].accountIds[0]);
  const title = text(key, data);
  const names = owners(cure, audited);
  const go = clone('first-go') as HTMLAnchorElement;
  go.href = `#${anchorOf(cure, account)}`;
  const what = element('span', names.length ? say('page_first_step', {account: names.join(', '), title}) : [title]);
  return [what, ' ', go];
}

function accountNodes(audited: Audited, accounts: readonly AccountAnswers[], changed: ReadonlySet<string>): Node[] {
  const shown = mostUrgentFirst(accounts, audited);
  const isOverview = shown.length > FEW;
  const isLater = shown.length > MANY;
  const unfolded = isLater ? 1 : FEW;
  const noAccount = cardOfNoAccount(audited);
  return [
    ...isOverview ? [overviewOf(shown, audited.snapshot)] : [],
    ...shown.map((judged, i) => cardOf(judged, audited, {
      isFolded: isOverview && !(isBad(judged) && i < unfolded), isLater, isChanged: changed.has(judged.account.id),
    })),
    ...noAccount ? [noAccount] : [],
    ...notJudged(audited.snapshot.accounts.filter(account => !hasCard(account, audited) && !isPassed(account, audited.report))),
  ];
}

function isBad({account, level}: AccountAnswers): boolean {
  return account.error !== undefined || level === 'critical' || level === 'warning';
}

/** An account that could not be read stands after those known to need attention; of one level, the first is whose worst finding the report has first. */
function mostUrgentFirst(accounts: readonly AccountAnswers[], {report: {findings}}: Audited): AccountAnswers[] {
  const order: Level[] = ['critical', 'warning', 'unknown', 'advice', 'waived', 'fine'];
  const places = new Map(findings.map((finding, i) => [finding, i]));
  const placeOf = ({findings: [worst]}: AccountAnswers) => worst ? places.get(worst)! : findings.length;
  return accounts.toSorted((a, b) => order.indexOf(a.level) - order.indexOf(b.level) || placeOf(a) - placeOf(b));
}

/** Local Folders of which there is nothing to say. */
function isPassed({id}: Account, {passed}: Report): boolean {
  return passed.some(({accountIds}) => accountIds.includes(id));
}

function notJudged(accounts: Account[]): Node[] {
  if (!accounts.length) return [];
  const names = accounts.map(account =>
    text('page_name_and_type', {name: isolated([ownName(account)])[0]!, type: text(`page_type_${typeName(account.type)}`)}));
  return [element('p', say('page_not_judged', {names}))];
}

/** Comparing with what providers publish: whom to ask, the asking, and the box that offers it and says what came of it. */
import type {PublishingPlace} from '../experiment/network.d.ts';
import type {Audited} from '../explain/audited.ts';
import type {Level} from '../explain/levels.ts';
import {text} from '../explain/messages.ts';
import type {Sentence} from '../explain/sentence.ts';
import {type ExpectedServers, domainOf, expectedOf} from '../facts/expected-servers.ts';
import {locate} from '../facts/hosts.ts';
import {can, fetchPublished} from '../privileged.ts';
import {clone, fill} from './dom.ts';
import {element, say} from './words.ts';

/** What was published; `none`: nothing that could be used; `failed`: nobody could be reached. */
export type PublishedAnswer = ExpectedServers | 'none' | 'failed';

/** What became of the asking, on this page and no longer. */
export interface Comparison {
  isAsking: boolean;
  /** By mail domain; `undefined` before anybody asked. */
  answers: Record<string, PublishedAnswer> | undefined;
}

interface Result extends Sentence {
  level: Level;
}

/** In this order, until one has something to use: the others do not learn of the domain. */
const places: PublishingPlace[] = ['organisation', 'subdomain', 'wellKnown', 'database'];

/** As the experiment takes it. */
const askable = /^(?=.{4,253}$)(?!(.*\.)?local(host|domain)$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** The mail domains to ask for: none where nobody may, or where the administrator has said what is right. */
export function domainsToAsk({snapshot, policy: {published, servers}}: Audited): string[] {
  if (!can.ask || published.allowed === false) return [];
  const used = snapshot.identities.filter(({accountTypes}) => accountTypes.includes('imap') || accountTypes.includes('pop3'));
  const domains = used.map(({email}) => domainOf(email ?? ''));
  return [...new Set(domains)].filter(domain => askable.test(domain) && locate(domain) === 'beyond' && !Object.hasOwn(servers, domain)).sort();
}

/** Asks for all of them at once. */
export async function askFor(domains: string[], day: string): Promise<Record<string, PublishedAnswer>> {
  return Object.fromEntries(await Promise.all(domains.map(async domain => [domain, await ask(domain, day).catch(asFailed)])));
}

async function ask(domain: string, day: string): Promise<PublishedAnswer> {
  // Loaded here: it brings the module that checks administrators' settings.
  const {parsePublished} = await import('../published.ts');
  let isReached = false;
  for (const place of places) {
    const told = await fetchPublished(domain, place).catch(asFailed);
    if (told === 'failed' || told === null) continue;
    isReached = true;
    const entry = parsePublished(told.xml, domain, new URL(told.url).hostname, day);
    if (entry) return entry;
  }
  return isReached ? 'none' : 'failed';
}

/** Most domains have no host for this: that is no error to the reader. */
function asFailed(error: unknown): 'failed' {
  console.warn('Not asked:', error);
  return 'failed';
}

/** What is published, for the audit. */
export function publishedServers({answers = {}}: Pick<Comparison, 'answers'>): Record<string, ExpectedServers> {
  return Object.fromEntries(Object.entries(answers).flatMap(([domain, answer]) => typeof answer === 'string' ? [] : [[domain, answer]]));
}

/** Nothing where there is nobody to ask for. */
export function comparisonBox(audited: Audited, comparison: Comparison): Node[] {
  const {isAsking, answers} = comparison;
  const domains = domainsToAsk(audited);
  if (!domains.length) return [];
  const box = fill(clone('compare-box'), {
    what: say('page_compare_what', {domains}),
    organisation: organisation(audited),
    status: isAsking ? say('page_compare_asking') : answers && [results(domains, audited, comparison)] || [],
    press: text(answers ? 'page_compare_again' : 'page_compare'),
  });
  box.setAttribute('aria-busy', String(isAsking));
  // Not `disabled`, which would take the focus away from whoever has just pressed it.
  box.querySelector('button')!.setAttribute('aria-disabled', String(isAsking));
  return [box];
}

function organisation({policy: {published: {url}}}: Audited): (string | Node)[] | undefined {
  return url === undefined ? undefined : say('page_compare_organisation', {url});
}

function results(domains: string[], audited: Audited, comparison: Comparison): HTMLElement {
  return element('ul', domains.flatMap(domain => {
    const answer = comparison.answers?.[domain];
    return answer ? [resultItem(result(domain, answer, audited, comparison))] : [];
  }));
}

function resultItem({level, key, data}: Result): HTMLElement {
  return fill(clone('checked-rule'), {level: clone(`level-${level}`), text: say(key, data), accounts: undefined});
}

function result(domain: string, answer: PublishedAnswer, audited: Audited, comparison: Comparison): Result {
  if (typeof answer === 'string') return {level: 'unknown', key: `page_compare_${answer}`, data: {domain}};
  const {compared, different} = measuredBy(answer, audited, comparison);
  const data = {domain, source: answer.source!};
  if (!compared) return {level: 'unknown', key: 'page_compare_unused', data};
  return different ? {level: 'advice', key: 'page_compare_different', data: {...data, different}} : {level: 'fine', key: 'page_compare_same', data};
}

/** How many servers were compared with what is published for a domain, and how many of them differ. */
function measuredBy(answer: ExpectedServers, {snapshot, policy, report}: Audited, comparison: Comparison): {compared: number; different: number} {
  const expectations = {...policy, publishedServers: publishedServers(comparison)};
  const measured = [...snapshot.incomingServers, ...snapshot.outgoingServers].filter(server => expectedOf(server, snapshot, expectations)?.entry === answer);
  const keys = new Set(measured.map(({key}) => key));
  const isMine = ({rule, subjectId}: {rule: string; subjectId: string}) => rule.endsWith('-not-as-expected') && keys.has(subjectId);
  const different = new Set(report.findings.filter(finding => isMine(finding) && finding.outcome !== 'unknown').map(({subjectId}) => subjectId));
  const compared = new Set([...different, ...report.passed.filter(isMine).map(({subjectId}) => subjectId)]);
  return {compared: compared.size, different: different.size};
}

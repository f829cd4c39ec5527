/** What stands beside the report: whose Thunderbird this is, what they say, and what holds of the whole page. */
import {isDelivering} from '../delivery.ts';
import type {Audited} from '../explain/audited.ts';
import {language} from '../explain/messages.ts';
import type {Policy} from '../policy.ts';
import {can} from '../privileged.ts';
import {clone, fill} from './dom.ts';
import {element, outside, say} from './words.ts';

/** One line under the title; nothing where nothing is managed. */
export function organisationLine({policy}: Audited): Node[] {
  const {name, helpUrl, email, phone} = policy.organisation;
  const isReported = isDelivering(policy);
  if (!name && !helpUrl && !email && !phone && !isReported) return organisationText(policy);
  const by = element('span', name ? say('page_organisation', {name}) : say('page_organisation_unnamed'));
  const help = helpUrl ? [outside(helpUrl, say('page_organisation_help'))] : [];
  return [
    by, ...help, ...email ? [outside(`mailto:${email}`, [email])] : [], ...phone ? [outside(`tel:${dialled(phone)}`, [phone])] : [],
    ...isReported ? [clone('reported')] : [], ...organisationText(policy),
  ];
}

/** A zero in brackets is dialled only without the country's number. */
function dialled(phone: string): string {
  return (/^(\+|00)/.test(phone) ? phone.replace('(0)', '') : phone).replaceAll(/[^+\d]/g, '');
}

/** What the organisation has to say, in the reader's language or else in English: its beginning on one line, the whole unfolded. */
function organisationText({organisation: {text: texts = {}}}: Policy): Node[] {
  const theirLanguage = messenger.i18n.getUILanguage();
  const theirs = texts[theirLanguage] ?? texts[new Intl.Locale(theirLanguage).language] ?? texts[language()] ?? texts['en'];
  if (!theirs) return [];
  const node = fill(clone('organisation-text'), {start: theirs, text: theirs});
  return [node];
}

export function notices({snapshot}: Audited): Node[] {
  return [
    ...snapshot.program.isOffline ? [element('p', say('page_offline'))] : [],
    ...isOurLanguage() ? [] : [element('p', say(can.quote ? 'page_language_note' : 'page_language_note_english'))],
  ];
}

/** Where _locales has none for the reader, Thunderbird takes English: it is theirs only if they have it. */
function isOurLanguage(): boolean {
  return new Intl.Locale(messenger.i18n.getUILanguage()).language === new Intl.Locale(language()).language;
}

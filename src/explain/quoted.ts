/** The facts of a finding as messages quote them. */
import {legibleHost} from '../legible.ts';
import type {Finding} from '../report.ts';
import {dayText} from './dates.ts';
import {labelOf, valueOf} from './fields.ts';
import {type Data, text} from './messages.ts';

/** Fields and values in Thunderbird's words, days in the reader's. */
export function quoted(data: Finding['data']): Data {
  const {expected, login, source, date, port, used} = data;
  return {
    ...data,
    ...Object.fromEntries(['hostname', 'meant', 'successor'].flatMap(name => typeof data[name] === 'string' ? [[name, legibleHost(data[name])]] : [])),
    // Numbers that are no quantity: nobody writes 70,000.
    ...port !== undefined && {port: String(port)},
    ...used !== undefined && {used: String(used)},
    ...Array.isArray(expected) && {expected: expected.map(fact => expectedFact(fact, expected))},
    ...login !== undefined && {login: text(`page_login_${login}`)},
    ...typeof source === 'string' && {source: sourceText(source, date)},
    ...typeof date === 'string' && date && {date: dayText(date)},
  };
}

function sourceText(source: string, date: unknown): string {
  if (!source) return text('page_expected_administrator');
  return date ? text('page_expected_source', {source, date: dayText(String(date))}) : source;
}

/** `field=value`, as server-not-as-expected tells it. */
function expectedFact(fact: string, all: string[]): string {
  const [field = '', value = ''] = fact.split('=');
  return text('page_expected_fact', {label: labelOf(field), value: valueOf(field, value, !all.includes('socketType=plain'))});
}

/** Days and moments in the reader's format. */
import {language} from './messages.ts';

/** A day (ISO 8601) in the reader's format. */
export function dayText(day: string): string {
  return new Intl.DateTimeFormat(language(), {dateStyle: 'long', timeZone: 'UTC'}).format(new Date(`${day}T00:00:00Z`));
}

/** A moment (ms since 1970, or ISO 8601). */
export function timeText(time: number | string): string {
  return new Intl.DateTimeFormat(language(), {dateStyle: 'long', timeStyle: 'short'}).format(new Date(time));
}

/** An hour of today (ISO 8601), as the language writes it. */
export function clockText(time: string): string {
  return new Date(time).toLocaleTimeString(language(), {timeStyle: 'short'});
}

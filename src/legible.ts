/** Names as a reader can trust what they see: nothing in them is hidden, turns others around, or passes for another letter. */

/** What is not seen, or changes the order of what is: controls, formats such as U+202E, fillers, and blanks of other widths. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{DI}]|(?! )\p{Zs}/gu;

/** With each such character as its number. */
export function escaped(text: string): string {
  return text.replace(unseen, sign => `<U+${sign.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}>`);
}

/** The same data, each text in it escaped. */
export function allEscaped<T>(value: T): T {
  if (typeof value === 'string') return escaped(value) as T;
  if (Array.isArray(value)) return value.map(allEscaped) as T;
  return value && typeof value === 'object' ? Object.fromEntries(Object.entries(value).map(([key, part]) => [key, allEscaped(part)])) as T : value;
}

/** The name of a server. One that mixes Latin with other letters, any of which may look like the others, has beside it how it is asked for (RFC 3492). */
export function legibleHost(hostname: string): string {
  const shown = escaped(hostname);
  const isMixed = /\p{Script=Latin}/u.test(shown) && /[^\P{L}\p{Script=Latin}]/u.test(shown);
  const address = `http://${shown}`;
  return isMixed && URL.canParse(address) ? `${shown} (${new URL(address).hostname})` : shown;
}

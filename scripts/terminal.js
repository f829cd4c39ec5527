// @ts-check
// What may be written to a terminal. Names in somebody's preferences are somebody's: they could move its cursor, change its colours, or turn
// its text around.

/** Controls (C0, DEL and C1), what has a direction or no width, and other ends of lines; but not what joins letters. src/legible.ts escapes these too. */
const UNPRINTABLE = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/**
 * @param {string} text
 * @returns {string} one line, of what can be seen; the rest stands there as <U+001B>
 */
export function printable(text) {
  return text.replace(UNPRINTABLE, sign => `<U+${sign.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}>`);
}

/**
 * @param {string} text
 * @returns {string} its lines, each as `printable()` has it
 */
export function printableLines(text) {
  return text.split('\n').map(printable).join('\n');
}

/**
 * @param {string} json
 * @returns {string} the same data, of characters that can be seen: what JSON would let through of the others stands only in its texts
 */
export function printableJson(json) {
  return json.replace(UNPRINTABLE, sign => sign === '\n' ? sign
    : Array.from({length: sign.length}, (_, i) => `\\u${sign.charCodeAt(i).toString(16).padStart(4, '0')}`).join(''));
}

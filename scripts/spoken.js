// @ts-check
/** Messages as documents quote them: Thunderbird's labels as 153 has them, values as an ellipsis. */

/**
 * @param {string} message
 * @param {Record<string, {message: string}>} messages of its language, which hold the copies of the labels
 * @param {(label: string) => string} [mark] what is made of a label
 * @returns {string}
 */
export function spoken(message, messages, mark = label => label) {
  return message.replaceAll(/\{(\w+)\}(\.?)/g, (_, name, stop) => {
    const label = (messages[`label_${name}`] ?? messages[`label_${name}_153`])?.message.replace(/\s*:\s*$/, '').trim();
    // What ends in an ellipsis ends its sentence by itself, as on the page.
    const end = label?.endsWith('…') === false ? stop : '';
    return (label ? mark(label) : '…') + end;
  });
}

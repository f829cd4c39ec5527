/**
 * What a translation has to have. English is the measure: the add-on asks which messages it can show in the reader's language, the build which
 * languages are complete, and the tests both.
 */
export type Messages = Record<string, {message: string; description?: string}>;

/** The names a message quotes in braces. */
export function placeholdersOf({message}: {message: string}): string[] {
  return [...message.matchAll(/\{(\w+)\}/g)].map(match => match[1]!);
}

/** The forms in which a language counts: those that whole numbers below a thousand take. French has one more from a million on, which reads as `other` does. */
export function formsOf(language: string): string[] {
  const rules = new Intl.PluralRules(language);
  const taken = new Set<string>(Array.from({length: 1000}, (_, count) => rules.select(count)));
  return rules.resolvedOptions().pluralCategories.filter(form => form === 'other' || taken.has(form));
}

/** The keys each message has in a language: one, or where English counts one for each form. */
export function keysOfMessages(language: string, english: Messages): string[][] {
  const forms = formsOf(language);
  const counting = new Set(Object.keys(english).flatMap(key => /^(.*)_other$/.exec(key)?.[1] ?? []));
  const plain = Object.keys(english).filter(key => !counting.has(withoutForm(key)));
  return [...plain.map(key => [key]), ...[...counting].map(key => forms.map(form => `${key}_${form}`))];
}

/** The key of a message that counts, for that of one of its forms. */
export function withoutForm(key: string): string {
  return key.replace(/_(zero|one|two|few|many|other)$/, '');
}

/** Whether a message is there and quotes what the English one quotes. Of few things the number may be left out: "the last day". */
export function isTranslated(key: string, own: Messages, english: Messages): boolean {
  if (!own[key]?.message) return false;
  const quoted = placeholdersOf(own[key]);
  const wanted = placeholdersOf(english[key] ?? english[`${withoutForm(key)}_other`] ?? {message: ''});
  return quoted.every(name => wanted.includes(name)) && (/_(zero|one|two)$/.test(key) || wanted.every(name => quoted.includes(name)));
}

/** The messages that can be shown in a language: those translated as a whole, in every form. */
export function translatedOf(language: string, own: Messages, english: Messages): Messages {
  const whole = keysOfMessages(language, english).filter(keys => keys.every(key => isTranslated(key, own, english)));
  return Object.fromEntries(whole.flat().map(key => [key, own[key]!]));
}

/** The keys that a language lacks, or that quote something else than English does. */
export function lackingIn(language: string, own: Messages, english: Messages): string[] {
  return keysOfMessages(language, english).flat().filter(key => !isTranslated(key, own, english));
}

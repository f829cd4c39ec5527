// @ts-check
/** The languages that are always complete. Any other in `_locales` may have some of the messages: what it lacks is said in English. */
export const complete = ['en', 'fr'];

/** Days: ISO 8601 and UTC wherever they are written, such as `2027-06-30`. */

/** Milliseconds. */
export const DAY = 86_400_000;

/** Whether a text of that form is a day there is: the parser takes the 31st of February for one of March. */
export function isDay(value: string): boolean {
  const day = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
}

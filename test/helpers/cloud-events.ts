/** A line as its receiver reads it. */
export type Parsed = Record<string, unknown>;

const required = ['id', 'source', 'specversion', 'type'];
/** Attributes that JSON gives another meaning. */
const reserved = ['data', 'data_base64'];

/** What of a line is not CloudEvents 1.0.2: its core, its JSON format. */
export function faultsOf(event: Parsed): string[] {
  return [
    ...required.filter(attribute => typeof event[attribute] !== 'string' || event[attribute] === '').map(attribute => `no ${attribute}`),
    ...Object.keys(event).filter(attribute => !/^[a-z0-9]{1,20}$/.test(attribute) || reserved.includes(attribute)).map(attribute => `the name ${attribute}`),
    ...Object.entries(event).filter(([, value]) => !isValue(value)).map(([attribute, value]) => `${attribute}: ${JSON.stringify(value)}`),
    ...event['specversion'] === '1.0' ? [] : ['specversion'],
    ...isTimestamp(event['time']) ? [] : ['time'],
    ...URL.canParse(String(event['source'])) ? [] : ['source'],
  ];
}

function isValue(value: unknown): boolean {
  if (typeof value === 'string') return !/[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/u.test(value);
  return typeof value === 'boolean' || Number.isInteger(value) && Math.abs(value as number) < 2 ** 31;
}

function isTimestamp(value: unknown): boolean {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(value) && !Number.isNaN(Date.parse(value));
}

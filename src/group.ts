/** Whether a value of JSON is a group of others by name: what JSON calls an object. */
export function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

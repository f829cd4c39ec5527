/** What storage.local gives of what is stored: for a key, for several, or for none all there is. */
export function takeFrom(stored: Record<string, unknown>, keys: string | string[] = Object.keys(stored)): Record<string, unknown> {
  return structuredClone(Object.fromEntries([keys].flat().filter(key => key in stored).map(key => [key, stored[key]])));
}

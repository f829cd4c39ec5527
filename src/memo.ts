interface Known<V> {
  get(key: unknown): V | undefined;
  has(key: unknown): boolean;
  set(key: unknown, value: V): unknown;
}

/**
 * The same function, asked of each thing once: what is derived from a snapshot or a name is asked for by many rules, of every account. A snapshot
 * never changes, and what was derived from an object goes with it; of texts there are as many as a profile has names.
 */
export function derived<K extends object | string, V>(derive: (of: K) => V): (of: K) => V {
  const ofObjects = new WeakMap<object, V>();
  const ofTexts = new Map<string, V>();
  return of => {
    const known: Known<V> = typeof of === 'string' ? ofTexts : ofObjects;
    const value = known.get(of);
    if (value !== undefined || known.has(of)) return value as V;
    const made = derive(of);
    known.set(of, made);
    return made;
  };
}

/** Whether a name that nobody knows may be meant for another: its letters are the same, or most of its pairs of neighbours are (Dice, 1945). */
export function resembles(name: string, known: string): boolean {
  const [one, other] = [name.toLowerCase(), known.toLowerCase()];
  const [pairs, otherPairs] = [pairsOf(one), pairsOf(other)];
  const shared = [...pairs].filter(pair => otherPairs.has(pair)).length;
  return sorted(one) === sorted(other) || 2 * shared >= 0.4 * (pairs.size + otherPairs.size);
}

function pairsOf(name: string): Set<string> {
  return new Set(Array.from({length: Math.max(name.length - 1, 0)}, (_, i) => name.slice(i, i + 2)));
}

function sorted(name: string): string {
  return [...name].toSorted().join('');
}

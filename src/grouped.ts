/** What has the same name, together; in the order of the first of each. */
export function groupsOf<T, N>(all: readonly T[], nameOf: (one: T) => N): Map<N, T[]> {
  const groups = new Map<N, T[]>();
  for (const one of all) {
    const name = nameOf(one);
    const group = groups.get(name);
    if (group) group.push(one);
    else groups.set(name, [one]);
  }
  return groups;
}

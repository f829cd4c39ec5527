/** The Web Locks API, which pages of Thunderbird have and Node before 24 has not: one holder a name, the others in their order. */
const last = new Map<string, Promise<unknown>>();

/** As when the holders are stopped. */
export function releaseLocks(): void {
  last.clear();
}

const locks = {
  request<T>(name: string, work: () => Promise<T>): Promise<T> {
    const mine = (last.get(name) ?? Promise.resolve()).then(work, work);
    last.set(name, mine);
    return mine;
  },
};

const scope = globalThis as {navigator?: {locks?: unknown}};
scope.navigator ??= {};
// happy-dom has null.
if (!scope.navigator.locks) Object.defineProperty(scope.navigator, 'locks', {value: locks});

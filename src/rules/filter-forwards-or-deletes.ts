import {countElsewhere} from '../facts/addresses.ts';
import {rule} from '../rule.ts';
import {type Filter, type IncomingServer, type Snapshot} from '../snapshot.ts';
import {partsOf} from '../subjects.ts';

/** Message filters that run by themselves delete messages, or forward them to somebody who is of no account here and of another domain. */
export const filterForwardsOrDeletes = rule({
  id: 'filter-forwards-or-deletes',
  subjects: ['incomingServer', 'localFolders'],
  severity: 'advice',
  harm: 'mailExposed',
  questions: [],
  topic: 'deleting',
  pane: 'filters',
  steps: {
    forwards: ['open-filters', 'look-at-forwarding', 'untick-filter', 'look-for-filters-on-server'],
    deletes: ['open-filters', 'look-at-deleting', 'untick-filter', 'look-for-filters-on-server'],
    otherwise: ['open-filters', 'look-at-forwarding', 'look-at-deleting', 'untick-filter', 'look-for-filters-on-server'],
  },
  setting: 'filters',
  variants: ['forwards', 'deletes'],
  since: '0.1.0',
  reference: {name: 'RFC 5228, 10', url: 'https://www.rfc-editor.org/rfc/rfc5228#section-10'},
  appliesTo: (server, snapshot) => forwarding(server, snapshot) || deleting(server).length ? true : undefined,
  needs: ['filters'],
  check(server, snapshot) {
    const forwards = forwarding(server, snapshot) ?? [];
    const deletes = deleting(server);
    const count = server.filters.filter(filter => filter.deletes || forwards.includes(filter)).length;
    if (count) return {data: {count, reason: !deletes.length ? 'forwards' : !forwards.length ? 'deletes' : 'both'}};
  },
});

type Filtered = Pick<IncomingServer, 'accountIds' | 'filters'>;

function deleting({filters = []}: Filtered): Filter[] {
  return filters.filter(filter => filter.deletes);
}

/** Those that forward elsewhere; undefined where one may, and none does for certain. */
function forwarding({accountIds, filters = []}: Filtered, snapshot: Snapshot): Filter[] | undefined {
  const {identities} = partsOf({id: accountIds[0]!}, snapshot);
  const counted = filters.map(filter => ({filter, count: countElsewhere(filter.forwardsTo, identities, snapshot)}));
  const found = counted.filter(({count}) => count);
  return found.length || counted.every(({count}) => count !== undefined) ? found.map(({filter}) => filter) : undefined;
}

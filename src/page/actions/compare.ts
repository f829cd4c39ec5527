import {askFor, domainsToAsk} from '../compare.ts';
import {compareWith, compared, shown} from '../refresh.ts';

/** Asks what providers publish, and judges by that too. */
export async function compare(): Promise<void> {
  const audited = shown();
  const domains = audited && !compared().isAsking ? domainsToAsk(audited) : [];
  if (!domains.length) return;
  compareWith({...compared(), isAsking: true});
  compareWith({isAsking: false, answers: await askFor(domains, new Date().toISOString().slice(0, 10))});
}

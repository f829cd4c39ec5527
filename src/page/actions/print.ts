import {announceAt} from '../announce.ts';
import {unfold} from '../dom.ts';

/** Paper cannot be unfolded. */
export function unfoldAll(): void {
  for (const details of document.querySelectorAll('details')) unfold(details);
}

export async function print(): Promise<void> {
  unfoldAll();
  try {
    window.print();
  } catch (error) {
    announceAt('copy-result', 'page_print_failed', {error: String(error)});
  }
}

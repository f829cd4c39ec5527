import {announceAt} from '../announce.ts';

/** Prints what the reader has unfolded. */
export function print(): void {
  try {
    document.getElementById('share')!.hidePopover();
    window.print();
  } catch (error) {
    announceAt('copy-result', 'page_print_failed', {error: String(error)});
  }
}

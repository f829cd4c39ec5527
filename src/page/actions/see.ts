import {unfold} from '../dom.ts';

/** Unfolds what a button names, and goes there. */
export function see(button: HTMLElement): void {
  const details = document.getElementById(button.dataset['row']!)!;
  unfold(details);
  const summary = details.querySelector('summary')!;
  summary.scrollIntoView({block: 'nearest'});
  summary.focus({preventScroll: true});
}

import {unfold} from '../dom.ts';

/** A link within the page unfolds what it leads to and puts the focus there. */
export function follow(event: Event, link: HTMLAnchorElement): void {
  const id = decodeURIComponent(link.hash.slice(1));
  // Explanations are built when their row is unfolded.
  if (id.startsWith('explain-')) unfold(document.querySelector('#row-explained > details')!);
  const target = document.getElementById(id);
  if (!target) return;
  event.preventDefault();
  // The row of an account holds what unfolds; a finding is it, and holds more that does.
  const details = target.matches('details') ? target : target.querySelector('details') ?? target;
  unfold(details);
  target.scrollIntoView({block: 'start'});
  details.querySelector('summary')?.focus({preventScroll: true});
}

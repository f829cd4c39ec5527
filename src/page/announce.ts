/** What is told without taking the focus: one place for the page, one beside each thing that answers for itself. */
import {type Data, text} from '../explain/messages.ts';

export function announce(key: string, data?: Data): void {
  announceAt('status', key, data);
}

export function announceAt(id: string, key: string, data: Data = {}): void {
  document.getElementById(id)!.textContent = text(key, data);
}

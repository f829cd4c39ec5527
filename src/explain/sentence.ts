/** What the page and the text for the help desk say, as a message and its data: pure, so that both say the same. */
import type {Data} from './messages.ts';

export interface Sentence {
  key: string;
  data: Data;
}

export function sentence(key: string, data: Data = {}): Sentence {
  return {key, data};
}

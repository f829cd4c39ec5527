/** The first reading: begun while the rest of the page is still being loaded, for it takes Thunderbird as long as that. */
import '../browser.ts';
import {read} from '../read.ts';

export const firstRead = read();

/** The first reading: begun while the rest of the page is still being loaded, for it takes Thunderbird as long as that. */
import {read} from '../read.ts';

export const firstRead = read();

/** What is kept of mail, and where. */
import {describe, expect, it} from 'vitest';
import {mirrorsAsSet} from '../src/storage.ts';
import {exchangeServer, incomingServer, localFolders, popServer, snapshot} from './helpers/make.ts';

describe('what mirrors its server as the settings say', () => {
  const old = snapshot({thunderbird: '140.12.0'});
  it.each([
    ['IMAP', true, incomingServer(), old], ['Exchange', true, exchangeServer(), snapshot()], ['Graph', true, exchangeServer({type: 'graph'}), snapshot()],
    // It copies nothing and has no delete model there.
    ['Exchange in 140', false, exchangeServer(), old], ['Exchange in 152', false, exchangeServer(), snapshot({thunderbird: '152.0'})],
    ['POP', false, popServer(), snapshot()], ['Local Folders', false, localFolders(), snapshot()],
  ])('%s: %s', (_, expected, server, whole) => expect(mirrorsAsSet(server, whole)).toBe(expected));
});

/** What drives Thunderbird for all other tests. */
import {afterAll, beforeAll, expect, it} from 'vitest';
import {type Thunderbird, startThunderbird} from '../../scripts/thunderbird.js';
import {inEachThunderbird} from '../helpers/thunderbirds.ts';

/** Runs in Thunderbird: opens another main window and closes the one the session began in. */
async function changeWindows(): Promise<void> {
  const {window3} = globalThis as any;
  const another = window3.openDialog('chrome://messenger/content/messenger.xhtml', '_blank', 'chrome,dialog=no,all');
  await new Promise(resolve => { another.addEventListener('load', resolve, {once: true}); });
  another.setTimeout(() => window3.close());
}

inEachThunderbird(({application}) => {
  let thunderbird: Thunderbird;
  beforeAll(async () => { thunderbird = await startThunderbird({application}); });
  afterAll(() => thunderbird?.stop());

  it('goes on in another window when its own is closed', async () => {
    await thunderbird.chrome(changeWindows);
    expect(await thunderbird.waitFor(() => [...(globalThis as any).Services.wm.getEnumerator('mail:3pane')].length === 1)).toBe(true);
  });
  it('tells what was thrown over there', async () => {
    await expect(thunderbird.chrome(() => { throw new Error('no such window: so it says'); })).rejects.toThrow('no such window: so it says');
  });
});

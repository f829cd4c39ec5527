import type {Place} from '../../experiment/windows.d.ts';
import {openSetting} from '../../privileged.ts';

/** Opens Account Settings where the button says; if that fails, the way there by hand is shown. */
export async function openPlace(button: HTMLElement): Promise<void> {
  const {pane, accountId, outgoingServerKey} = button.dataset;
  const failure = button.closest('.buttons')!.querySelector<HTMLElement>('[data-part="failure"]')!;
  failure.hidden = true;
  try {
    await openSetting({pane: pane as Place['pane'], ...accountId && {accountId}, ...outgoingServerKey && {outgoingServerKey}});
  } catch (error) {
    console.error('The setting was not opened:', error);
    failure.hidden = false;
  }
}

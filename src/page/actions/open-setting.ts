import type {Place} from '../../experiment/windows.d.ts';
import {openSetting} from '../../privileged.ts';
import {unfold} from '../dom.ts';

/** Opens Account Settings where the button says; if that fails, the way there by hand is shown. */
export async function openPlace(button: HTMLElement): Promise<void> {
  const {pane, accountId, outgoingServerKey, setting} = button.dataset;
  try {
    await openSetting({pane: pane as Place['pane'], ...accountId && {accountId}, ...outgoingServerKey && {outgoingServerKey}, ...setting && {setting}});
  } catch (error) {
    console.error('The setting was not opened:', error);
    showFailure(button.dataset);
  }
}

/** In the row of what was to be put right, which is unfolded for it. */
function showFailure({row, cure}: DOMStringMap): void {
  for (const id of [row, cure]) {
    const details = id === undefined ? null : document.getElementById(id);
    if (details) unfold(details);
  }
  const failure = document.getElementById(cure ?? '')?.querySelector<HTMLElement>('[data-part="failure"]');
  if (failure) failure.hidden = false;
}

/** What stands in privileged.ts's place in the edition without the experiment: nothing can be read, opened, watched, asked or sent. */
import type {PublishingPlace} from './experiment/network.d.ts';
import type {LabelSource, Settings} from './experiment/settings.d.ts';
import type {Place} from './experiment/windows.d.ts';
import type * as privileged from './privileged.ts';

export const can: typeof privileged.can = {read: false, quote: false, open: false, ask: false, report: false};

export async function readSettings(): Promise<Settings | undefined> {
  return undefined;
}

export async function askLabels(_sources: LabelSource[]): Promise<(string | null)[]> {
  throw new Error('This edition cannot ask for labels');
}

export async function languagePack(): Promise<string> {
  throw new Error('This edition cannot ask for language packs');
}

export async function openSetting(_place: Place): Promise<void> {
  throw new Error('This edition cannot open Account Settings');
}

/** Only the privileged part can. */
export async function focusPage(): Promise<void> {}

export async function fetchPublished(_domain: string, _place: PublishingPlace): Promise<{url: string; xml: string} | null> {
  throw new Error('This edition asks nobody');
}

export async function postReport(_lines: string): Promise<number> {
  throw new Error('This edition sends no reports');
}

export async function writeReport(_profile: string, _report: string): Promise<void> {
  throw new Error('This edition writes no reports');
}

export async function isPolicyDropped(): Promise<boolean> {
  return false;
}

export async function computerName(): Promise<string> {
  return '';
}

export function onSettingsChanged(_listener: () => void): void {}

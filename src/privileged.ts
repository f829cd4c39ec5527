/**
 * The experiments, for the rest of the add-on. The edition without it is built with unprivileged.ts in this file's
 * place, so that its code never names what it does not have.
 */
import type {PublishingPlace} from './experiment/network.d.ts';
import type {LabelSource, Settings} from './experiment/settings.d.ts';
import type {Place} from './experiment/windows.d.ts';

function there<T>(experiment: T | undefined): T {
  if (!experiment) throw new Error('The experiment is not there');
  return experiment;
}

/** What this edition can do. */
export const can = {
  /** See servers and their settings, and that they change. */
  read: true,
  /** Ask Thunderbird for its own labels. */
  quote: true,
  /** Open Account Settings at a place. */
  open: true,
  /** Ask for the settings that providers publish. */
  ask: true,
  /** Hand reports over. */
  report: true,
};

/** Every setting of every account; `undefined` where they cannot be read. */
export async function readSettings(): Promise<Settings | undefined> {
  return there(messenger.mailSettings).read();
}

/** Thunderbird's own labels, `null` for those it does not have. */
export async function askLabels(sources: LabelSource[]): Promise<(string | null)[]> {
  return there(messenger.mailSettings).labels(sources);
}

/** The version of the language pack they come from; '' where they are built in. */
export async function languagePack(): Promise<string> {
  return there(messenger.mailSettings).languagePack();
}

/** Opens Account Settings at a place. */
export async function openSetting(place: Place): Promise<void> {
  await there(messenger.mailWindows).open(place);
}

/** Gives the focus to this page. */
export async function focusPage(): Promise<void> {
  await there(messenger.mailWindows).focus();
}

/** Asks a place for the settings published for a mail domain; `null` where there is no such place. */
export async function fetchPublished(domain: string, place: PublishingPlace): Promise<{url: string; xml: string} | null> {
  return there(messenger.mailNetwork).fetchPublished(domain, place);
}

/** Sends lines to the address the administrator named. @returns the HTTP status */
export async function postReport(lines: string): Promise<number> {
  return there(messenger.mailNetwork).postReport(lines);
}

/** Writes a profile's report into the folder the administrator named. */
export async function writeReport(profile: string, report: string): Promise<void> {
  await there(messenger.mailNetwork).writeReport(profile, report);
}

/** Whether the administrator has set something for this add-on that Thunderbird took for invalid, and so for nothing. */
export async function isPolicyDropped(): Promise<boolean> {
  return there(messenger.mailNetwork).isPolicyDropped();
}

/** The name of this computer, where the administrator's label asks for it. */
export async function computerName(): Promise<string> {
  return there(messenger.mailNetwork).computerName();
}

/** Calls back when a setting may have changed. In the background it must be called at the top level, to wake it. */
export function onSettingsChanged(listener: () => void): void {
  there(messenger.mailSettings).onChanged.addListener(listener);
}

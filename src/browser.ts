/**
 * The one place that names the platform's API. In Thunderbird webextension-polyfill changes nothing: it is shipped
 * unmodified beside our code (see VENDOR.md) and hands over Thunderbird's own `browser`.
 */
import 'webextension-polyfill';
import type {MailSettings} from './experiment/mailSettings.d.ts';

/** What is used of the alarms API, which the types of Thunderbird's lack. */
interface Alarms {
  get(name: string): Promise<{periodInMinutes?: number} | undefined>;
  create(name: string, when: {when?: number; delayInMinutes?: number; periodInMinutes?: number}): Promise<void>;
  clear(name: string): Promise<boolean>;
  onAlarm: {addListener(listener: () => void): void};
}

type Messenger = typeof globalThis.messenger & {alarms: Alarms; mailSettings?: MailSettings};

export const messenger = (globalThis as unknown as {browser: Messenger}).browser;

/**
 * The one place that names the platform's API. In Thunderbird webextension-polyfill changes nothing: it is shipped
 * unmodified beside our code (see VENDOR.md) and hands over Thunderbird's own `browser`.
 */
import 'webextension-polyfill';
import type {MailSettings} from './experiment/mailSettings.d.ts';

type Messenger = typeof globalThis.messenger & {mailSettings?: MailSettings};

export const messenger = (globalThis as unknown as {browser: Messenger}).browser;

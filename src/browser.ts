/**
 * Imported by what starts first, the background and the page: our code names the platform's API by Thunderbird's own global,
 * `messenger`. In Thunderbird webextension-polyfill changes nothing: it is shipped unmodified beside our code (see VENDOR.md).
 */
import 'webextension-polyfill';

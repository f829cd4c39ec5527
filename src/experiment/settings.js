// @ts-check
/*
 * Reads mail settings, tells when they change, and what Thunderbird calls them. It changes none of them, knows no rule, and never touches passwords,
 * subjects or messages.
 *
 * It would not be needed if messenger.accounts told an account's servers and their settings.
 */

/** @import {MailSettings} from "./settings.js" */

import { readSettings } from "./settings/accounts.js";
import { languagePack, readLabels } from "./settings/labels.js";
import { PACE } from "./settings/pace.js";
import { WATCHED, watch } from "./settings/watching.js";

export class MailSettingsAPI extends ExtensionAPIPersistent {
  /** For tests in Thunderbird: a pace may be set, what is watched is compared. */
  static PACE = PACE;
  static WATCHED = WATCHED;

  PERSISTENT_EVENTS = {
    /** @param {{ fire: Fire }} event */
    onChanged({ fire }) {
      let latest = fire;
      return {
        unregister: watch(() => latest.async()),
        /** @param {Fire} newFire */
        convert(newFire) {
          latest = newFire;
        },
      };
    },
  };

  /**
   * @param {object} context
   * @returns {{ mailSettings: MailSettings }}
   */
  getAPI(context) {
    return {
      mailSettings: {
        read: readSettings,
        labels: readLabels,
        languagePack,
        onChanged: new ExtensionCommon.EventManager({ context, module: "mailSettings", event: "onChanged", extensionApi: this }).api(),
      },
    };
  }
}

/** What windows.js gives the rest of the add-on, as windows.schema.json declares it; test/experiment.test.ts keeps them in agreement. */
export interface MailWindows {
  /** Opens Account Settings at a pane of an account or at an outgoing server, an account's message filters, a pane of Thunderbird's own settings, or the set-up of a new account; the control of a setting gets the focus. Rejects if it cannot get there. */
  open(place: Place): Promise<void>;
  /** Gives the focus to the page that asks, where its tab is in front. */
  focus(): Promise<void>;
}

export interface Place {
  pane: 'setup' | 'account' | 'server' | 'sync' | 'copies' | 'junk' | 'filters' | 'outgoing' | 'general' | 'privacy';
  /** For an account's pages and filters: Thunderbird's account key. */
  accountId?: string;
  /** For `outgoing`: the server's key; without it the list alone is shown. */
  outgoingServerKey?: string;
  /** The field of the snapshot that is to be changed: its control gets the focus. None where no control changes it. */
  setting?: string;
}

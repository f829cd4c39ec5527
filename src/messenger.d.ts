/** What of the platform's API the types of Thunderbird lack. */
declare namespace messenger {
  namespace alarms {
    function get(name: string): Promise<{periodInMinutes?: number} | undefined>;
    function create(name: string, when: {when?: number; delayInMinutes?: number; periodInMinutes?: number}): Promise<void>;
    function clear(name: string): Promise<boolean>;
    const onAlarm: {addListener(listener: () => void): void};
  }

  // Our experiments, which one edition is without.
  const mailSettings: import('./experiment/settings.d.ts').MailSettings | undefined;
  const mailWindows: import('./experiment/windows.d.ts').MailWindows | undefined;
  const mailNetwork: import('./experiment/network.d.ts').MailNetwork | undefined;
}

import {rule} from '../rule.ts';

/** Thunderbird is set to start offline each time. That it is offline just now is no finding. */
export const offlineMode = rule({
  id: 'offline-mode',
  subjects: ['thunderbird'],
  severity: 'advice',
  harm: 'other',
  questions: [],
  topic: 'thunderbird',
  pane: 'general',
  fix: 'ask',
  steps: {otherwise: ['look-into-outbox', 'start-online', 'leave-if-wanted-offline']},
  setting: 'startsOffline',
  since: '0.1.0',
  reference: {
    name: 'Thunderbird: OfflineStartup.sys.mjs',
    url: 'https://searchfox.org/comm-central/source/mailnews/extensions/offline-startup/OfflineStartup.sys.mjs',
  },
  appliesTo: () => true,
  needs: ['startsOffline'],
  check({startsOffline}) {
    if (startsOffline) return {};
  },
});

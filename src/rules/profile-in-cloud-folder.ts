import {syncedBy} from '../facts/paths.ts';
import {rule} from '../rule.ts';

/** Thunderbird's profile is in a folder that OneDrive, Dropbox or a program like them copies to its server. */
export const profileInCloudFolder = rule({
  id: 'profile-in-cloud-folder',
  subjects: ['thunderbird'],
  severity: 'warning',
  harm: 'mailDestroyed',
  questions: ['tomorrow'],
  topic: 'backup',
  steps: {otherwise: ['leave-profile-in-place', 'back-up-synchronised-profile', 'move-profile', 'use-profile-on-one-computer']},
  setting: 'profilePath',
  since: '0.1.0',
  reference: {name: 'Dangerous directories', url: 'https://support.mozilla.org/kb/dangerous-directories-Thunderbird-account-settings'},
  article: 'profiles-where-thunderbird-stores-user-data',
  appliesTo: () => true,
  needs: ['profilePath'],
  check({profilePath}) {
    const product = syncedBy(profilePath);
    if (product) return {data: {product}};
  },
});

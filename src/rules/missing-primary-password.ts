import {rule} from '../rule.ts';

/** Passwords are saved in Thunderbird and no primary password protects them. */
export const missingPrimaryPassword = rule({
  id: 'missing-primary-password',
  subjects: ['thunderbird'],
  severity: 'advice',
  harm: 'passwordExposed',
  // Not `who`: that is about the way, and this about the computer.
  questions: [],
  topic: 'thunderbird',
  pane: 'privacy',
  steps: {otherwise: ['know-primary-password', 'set-primary-password', 'protect-messages-too']},
  setting: 'hasPrimaryPassword',
  since: '0.1.0',
  reference: {
    name: 'Protect your Thunderbird passwords with a Primary Password',
    url: 'https://support.mozilla.org/kb/protect-your-thunderbird-passwords-primary-password',
  },
  article: 'protect-your-thunderbird-passwords-primary-password',
  appliesTo: ({savedLogins}) => savedLogins === undefined ? undefined : savedLogins > 0,
  needs: ['savedLogins', 'hasPrimaryPassword'],
  check({hasPrimaryPassword}) {
    if (!hasPrimaryPassword) return {};
  },
});

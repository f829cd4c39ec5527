import {rule} from '../rule.ts';

/** A preference of Thunderbird's account set-up is weaker than its default: it accepts a certificate that is not valid, or asks for settings without https. */
export const insecureAccountSetup = rule({
  id: 'insecure-account-setup',
  subjects: ['thunderbird'],
  severity: 'advice',
  harm: 'passwordExposed',
  questions: [],
  topic: 'thunderbird',
  pane: 'general',
  fix: 'ask',
  steps: {otherwise: ['ask-about-account-setup', 'open-config-editor', 'reset-account-setup']},
  setting: 'weakenedSetup',
  since: '0.1.0',
  reference: {name: 'RFC 8314', url: 'https://www.rfc-editor.org/rfc/rfc8314'},
  appliesTo: () => true,
  needs: ['weakenedSetup'],
  check({weakenedSetup: preferences}) {
    if (preferences.length) return {data: {preferences}};
  },
});

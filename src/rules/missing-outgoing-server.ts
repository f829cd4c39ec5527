import {rule} from '../rule.ts';

/** The identity has no outgoing server that exists, so nothing can be sent with it. */
export const missingOutgoingServer = rule({
  id: 'missing-outgoing-server',
  subjects: ['identity'],
  severity: 'warning',
  harm: 'other',
  questions: [],
  topic: 'sending',
  pane: 'account',
  steps: {otherwise: ['choose-outgoing-server', 'add-outgoing-server']},
  setting: 'outgoingServerKey',
  since: '0.1.0',
  reference: {name: 'RFC 6409', url: 'https://www.rfc-editor.org/rfc/rfc6409'},
  article: 'manual-account-configuration',
  appliesTo: () => true,
  needs: ['outgoingServerKey'],
  check({outgoingServerKey}) {
    if (outgoingServerKey === '') return {};
  },
});

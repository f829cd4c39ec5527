import {isBeyondLocalNetwork} from '../facts/connection.ts';
import {needsNoLogin} from '../facts/provider-list.ts';
import {rule} from '../rule.ts';
import type {AuthMethod} from '../snapshot.ts';

/** With all but `none`, for which SmtpClient.sys.mjs has no method, it sends without logging in and says nothing. */
const withoutLogin: AuthMethod[] = ['none', 'old', 'External', 'anything'];

/** Mail is sent without logging in to the server: because nothing else is set, or because Thunderbird has no such login for sending. */
export const outgoingUnauthenticated = rule({
  id: 'outgoing-unauthenticated',
  subjects: ['outgoingServer'],
  severity: 'warning',
  harm: 'other',
  questions: [],
  topic: 'sending',
  fix: 'ask',
  steps: {
    otherwise: [
      'look-up-authentication', 'edit-outgoing-server', 'encrypt-before-authenticating', 'choose-authentication', 'press-ok', 'restart-thunderbird',
      'send-with-login',
    ],
  },
  setting: 'authMethod',
  since: '0.1.0',
  reference: {name: 'RFC 6409, 4.3', url: 'https://www.rfc-editor.org/rfc/rfc6409#section-4.3'},
  appliesTo: isBeyondLocalNetwork,
  needs: ['hostname', 'authMethod'],
  check({hostname, authMethod}) {
    if (withoutLogin.includes(authMethod) && !(authMethod === 'none' && needsNoLogin(hostname))) return {data: {hostname}};
  },
});

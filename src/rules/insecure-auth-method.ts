import {isMailServer, isWithoutTLS} from '../facts/connection.ts';
import {all} from '../facts/unknown.ts';
import {rule} from '../rule.ts';
import type {AuthMethod} from '../snapshot.ts';

/** Methods that Account Settings shows only while they are set (am-server.js, hideUnlessSelected). */
const incomingMethods: AuthMethod[] = ['old', 'secure', 'anything'];
/** For sending, outgoing-unauthenticated has the others. */
const outgoingMethods: AuthMethod[] = ['secure'];

/** Over TLS, the authentication method is one that Thunderbird keeps for old settings only: it is outdated, or leaves the choice to the server. */
export const insecureAuthMethod = rule({
  id: 'insecure-auth-method',
  subjects: ['incomingServer', 'outgoingServer'],
  severity: 'warning',
  harm: 'passwordExposed',
  questions: ['who'],
  topic: 'encryption',
  pane: 'server',
  fix: 'ask',
  steps: {
    outgoingServer: ['know-method-disappears', 'edit-outgoing-server', 'choose-better-method', 'press-ok', 'restart-thunderbird', 'send-with-method'],
    otherwise: ['know-method-disappears', 'choose-better-method', 'restart-thunderbird', 'receive-with-method'],
  },
  setting: 'authMethod',
  since: '0.1.0',
  reference: {
    name: 'Thunderbird: nsMsgAuthMethod', url: 'https://searchfox.org/comm-central/source/mailnews/base/public/MailNewsTypes2.idl',
  },
  // Without TLS, unprotected-password and encrypted-password-without-tls say what is worse and cured first.
  appliesTo: server => all(isMailServer(server), server.socketType && !isWithoutTLS(server)),
  needs: ['hostname', 'socketType', 'authMethod'],
  check(server) {
    const methods = 'isDefault' in server ? outgoingMethods : incomingMethods;
    if (methods.includes(server.authMethod)) return {data: {hostname: server.hostname}};
  },
});

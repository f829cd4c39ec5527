import {isMailServer} from '../facts/connection.ts';
import {acceptsOnlyOAuth2} from '../facts/oauth2-only.ts';
import {rule} from '../rule.ts';

/** A password is set for a server that is known to accept OAuth2 only: messages neither come nor go. */
export const passwordWhereOauth2IsRequired = rule({
  id: 'password-where-oauth2-is-required',
  subjects: ['incomingServer', 'outgoingServer'],
  severity: 'warning',
  harm: 'other',
  questions: ['tomorrow'],
  topic: 'encryption',
  pane: 'server',
  fix: 'ask',
  steps: {
    outgoingServer: ['have-website-login', 'edit-outgoing-server', 'choose-oauth2', 'press-ok', 'restart-thunderbird', 'send-with-login-page'],
    otherwise: ['have-website-login', 'choose-oauth2', 'restart-thunderbird', 'receive-with-login-page'],
  },
  setting: 'authMethod',
  since: '0.1.0',
  reference: {
    name: 'Deprecation of Basic authentication in Exchange Online',
    url: 'https://learn.microsoft.com/exchange/clients-and-mobile-in-exchange-online/deprecation-of-basic-authentication-exchange-online',
  },
  appliesTo: isMailServer,
  needs: ['hostname', 'authMethod'],
  check({hostname, authMethod}) {
    const isPassword = authMethod === 'passwordCleartext' || authMethod === 'passwordEncrypted';
    if (isPassword && acceptsOnlyOAuth2(hostname)) return {data: {hostname}};
  },
});

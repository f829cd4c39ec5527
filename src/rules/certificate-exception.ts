import {isOverNetwork, isWithoutTLS} from '../facts/connection.ts';
import {rule} from '../rule.ts';

/**
 * An exception is stored for a certificate of this server that is not valid. It is for that one certificate: whether the server still shows
 * it is not known without asking it.
 */
export const certificateException = rule({
  id: 'certificate-exception',
  subjects: ['incomingServer', 'outgoingServer'],
  severity: 'warning',
  harm: 'mailExposed',
  questions: ['who'],
  topic: 'encryption',
  pane: 'privacy',
  fix: 'ask',
  steps: {otherwise: ['ask-about-certificate', 'remove-exception', 'restart-and-try', 'confirm-exception-again']},
  setting: 'hasCertificateException',
  since: '0.1.0',
  reference: {name: 'RFC 8314', url: 'https://www.rfc-editor.org/rfc/rfc8314'},
  // A bridge on this computer has no name that anybody could vouch for.
  appliesTo: isOverNetwork,
  needs: ['hostname', 'hasCertificateException'],
  check(server) {
    const {hostname, hasCertificateException} = server;
    // Without TLS no certificate is asked for.
    if (hasCertificateException && !isWithoutTLS(server)) return {data: {hostname}};
  },
});

import {rule} from '../rule.ts';

/** Thunderbird accepts TLS older than 1.2, the encryption of connections, because a preference was changed by hand. */
export const deprecatedTls = rule({
  id: 'deprecated-tls',
  subjects: ['thunderbird'],
  severity: 'warning',
  harm: 'mailExposed',
  questions: ['who'],
  topic: 'encryption',
  pane: 'general',
  cure: 'connection',
  fix: 'ask',
  steps: {otherwise: ['know-old-servers-refuse', 'open-config-editor', 'reset-minimum-tls', 'reset-deprecated-tls', 'try-every-account']},
  setting: 'minimumTLS',
  since: '0.1.0',
  reference: {name: 'RFC 8997', url: 'https://www.rfc-editor.org/rfc/rfc8997'},
  appliesTo: () => true,
  needs: ['minimumTLS'],
  check({minimumTLS}) {
    if (minimumTLS === '1.0' || minimumTLS === '1.1') return {data: {minimumTLS}};
  },
});

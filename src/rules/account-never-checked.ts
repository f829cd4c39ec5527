import {isMirroredToo} from '../facts/mailboxes.ts';
import {all, not} from '../facts/unknown.ts';
import {rule} from '../rule.ts';
import type {IncomingServer} from '../snapshot.ts';

/** Thunderbird is set to look for new mail neither when it starts nor from time to time; or, with POP, it looks and fetches nothing. */
export const accountNeverChecked = rule({
  id: 'account-never-checked',
  subjects: ['incomingServer'],
  severity: 'advice',
  harm: 'other',
  questions: [],
  topic: 'fetching',
  pane: 'server',
  fix: 'ask',
  steps: {
    'never pop3': ['leave-on-server-first', 'tick-checks', 'tick-download', 'leave-if-you-fetch-yourself'],
    looks: ['leave-on-server-first', 'tick-download', 'leave-if-you-fetch-yourself'],
    otherwise: ['tick-checks', 'leave-if-you-fetch-yourself'],
  },
  setting: 'doBiff',
  variants: ['never', 'looks'],
  since: '0.1.0',
  reference: {name: 'RFC 1939, 1', url: 'https://www.rfc-editor.org/rfc/rfc1939#section-1'},
  // Who moves from POP to IMAP is told to stop these checks: the other account has the new mail.
  appliesTo: (server, snapshot) => server.type === 'pop3' ? all(isReadForPOP(server), not(isMirroredToo(server, snapshot))) : true,
  needs: ['loginAtStartUp', 'doBiff', 'biffMinutes'],
  check(server) {
    if (!looksByTime(server) && !looksAtStart(server)) return {data: {reason: 'never'}};
    // Both then only look (Pop3IncomingServer.sys.mjs, performBiff; mailWindowOverlay.js, MsgGetMessagesForAllServers).
    if (server.type === 'pop3' && !server.downloadOnBiff) return {data: {reason: 'looks'}};
  },
});

/** What only POP has. */
function isReadForPOP({downloadOnBiff, deferredToAccount, deferGetNewMail}: IncomingServer): true | undefined {
  return [downloadOnBiff, deferredToAccount, deferGetNewMail].includes(undefined) ? undefined : true;
}

/** 0 minutes and less is never (nsMsgBiffManager::AddServerBiff). */
function looksByTime({doBiff, biffMinutes}: {doBiff: boolean; biffMinutes: number}): boolean {
  return doBiff && biffMinutes > 0;
}

/** At the start, Thunderbird leaves out POP that delivers into another account without being fetched along with it (downloadMailFromServers). */
function looksAtStart({type, loginAtStartUp, deferredToAccount, deferGetNewMail}: Pick<IncomingServer, 'type' | 'loginAtStartUp' | 'deferredToAccount' | 'deferGetNewMail'>): boolean {
  return loginAtStartUp === true && (type !== 'pop3' || deferredToAccount === '' || deferGetNewMail === true);
}

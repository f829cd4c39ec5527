/**
 * From POP to IMAP without losing a message, as steps (`step_<id>` in `_locales`). Two rules and the explanation of POP tell them.
 *
 * The order is what keeps the mail: a message copied into the Inbox of the IMAP account is one more message for POP to fetch, and while POP
 * takes what it fetched off the server, the next check empties both (test/thunderbird/advice.test.ts does it on a real server).
 */
export const moveToIMAP = [
  'leave-all-on-server', 'stop-automatic-checks', 'set-up-imap-beside', 'copy-to-imap', 'compare-counts', 'back-up-before-removing', 'remove-account-last',
];

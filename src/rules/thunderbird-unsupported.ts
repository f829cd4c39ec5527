import {all, not} from '../connection.ts';
import {rule} from '../rule.ts';
import {getsSecurityUpdates, isDistributions} from '../supported-versions.ts';

/** This version of Thunderbird is of a line that gets no security updates any more, by a list that was read on 2026-11-21 and is used until July 2027. */
export const thunderbirdUnsupported = rule({
  id: 'thunderbird-unsupported',
  subjects: ['thunderbird'],
  severity: 'warning',
  questions: [],
  topic: 'thunderbird',
  pane: 'general',
  setting: 'version',
  since: '0.1.0',
  reference: {name: 'Thunderbird ESR', url: 'https://support.mozilla.org/kb/thunderbird-esr'},
  article: 'thunderbird-esr',
  appliesTo: (program, {takenAt}) => all(not(isDistributions(program)), getsSecurityUpdates(program, takenAt) === undefined ? undefined : true),
  needs: ['version'],
  check(program, {takenAt}) {
    if (!getsSecurityUpdates(program, takenAt)) return {data: {version: program.version}};
  },
});

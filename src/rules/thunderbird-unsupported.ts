import {rule} from '../rule.ts';
import {lacksSecurityUpdates} from '../supported-versions.ts';

/** This Thunderbird was built more than ten weeks ago, or is of a line that had ended when this add-on was made: it lacks security updates. */
export const thunderbirdUnsupported = rule({
  id: 'thunderbird-unsupported',
  subjects: ['thunderbird'],
  severity: 'warning',
  questions: [],
  topic: 'thunderbird',
  pane: 'general',
  steps: {otherwise: ['back-up-before-update', 'update-thunderbird', 'replace-system']},
  setting: 'version',
  since: '0.1.0',
  reference: {name: 'Thunderbird ESR', url: 'https://support.mozilla.org/kb/thunderbird-esr'},
  article: 'thunderbird-esr',
  appliesTo: (program, {takenAt}) => lacksSecurityUpdates(program, takenAt) === undefined ? undefined : true,
  needs: ['version', 'buildDate'],
  check(program, {takenAt}) {
    if (lacksSecurityUpdates(program, takenAt)) return {data: {version: program.version, date: program.buildDate}};
  },
});

import {lacksSecurityUpdates} from '../facts/supported-versions.ts';
import {rule} from '../rule.ts';

/** This Thunderbird was built more than ten weeks ago, or when this add-on was made its line had ended or had newer versions for as long: it lacks security updates. */
export const thunderbirdUnsupported = rule({
  id: 'thunderbird-unsupported',
  subjects: ['thunderbird'],
  severity: 'warning',
  harm: 'other',
  questions: [],
  topic: 'thunderbird',
  pane: 'general',
  variants: ['date'],
  steps: {otherwise: ['back-up-before-update', 'update-thunderbird', 'replace-system']},
  setting: 'version',
  since: '0.1.0',
  reference: {name: 'Thunderbird ESR', url: 'https://support.mozilla.org/kb/thunderbird-esr'},
  article: 'thunderbird-esr',
  appliesTo: (program, {takenAt}) => lacksSecurityUpdates(program, takenAt) === undefined ? undefined : true,
  needs: ['version'],
  check(program, {takenAt}) {
    const {version, buildDate} = program;
    if (lacksSecurityUpdates(program, takenAt)) return {data: {version, ...buildDate !== undefined && {date: buildDate}}};
  },
});

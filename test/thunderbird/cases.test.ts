/** Public profiles: what must come out of them, on the command line and on the page. */
import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {OFFLINE, auditCopy} from '../../scripts/prefs.js';
import {readPreferences, valuesIn} from '../../src/prefs/preference-file.ts';
import {inEachThunderbird} from '../helpers/thunderbirds.ts';
import {openPage, reportedFindings, shownFindings, startAudited, wholeReportOf} from './audited.ts';
import {type ByRule, type Case, cases, onConnections} from './cases.ts';
import {root, start} from './command.ts';
import {managedApplication} from './policies.ts';
import type {Report} from '../../src/report.ts';

const fileOf = (name: string) => join(root, 'test/cases', name);

/** What nobody but an administrator can set needs a start of its own. */
function isManaged({name}: Case): boolean {
  return ['.cfg', '.policies.json'].some(end => existsSync(fileOf(name + end)));
}

/** Those whose page is looked at: a dozen, of every kind. */
const onPage = new Set([
  'edu-kerberos', 'ews-plain-socket', 'extreme-numbers', 'fr-host-8025', 'hm-exchange', 'host-spellings', 'invalid-host-ssl', 'local-names', 'pop-imap-free',
  'proton-bridge-two', 'ps-company-pop', 'se3-lcs-crlf', 'smtp-dangling',
]);

function pairs(byRule: ByRule = {}): string[] {
  return Object.entries(byRule).flatMap(([rule, keys]) => keys.map(key => `${rule} ${key}`));
}

/** What must be there and is not, and what must not be and is. */
function wrongIn(report: Report, {found, not, quiet = []}: Case): {missing: string[]; tooMuch: string[]} {
  const all = report.findings.filter(({outcome}) => outcome === 'fail').map(({rule, subjectId}) => `${rule} ${subjectId}`);
  const unwanted = new Set([...pairs(not), ...quiet.flatMap(key => onConnections.map(rule => `${rule} ${key}`))]);
  return {missing: pairs(found).filter(pair => !all.includes(pair)), tooMuch: all.filter(pair => unwanted.has(pair))};
}

const isRight = {missing: [], tooMuch: []};

describe('on the command line', () => {
  it.each(cases.filter(each => !isManaged(each)))('$name: $who', async each => {
    const {code, stdout, stderr} = await start('--prefs', fileOf(`${each.name}.prefs`), '--json');
    expect(code, stderr).toBe(0);
    expect(wrongIn(JSON.parse(stdout), each)).toEqual(isRight);
  });
});

inEachThunderbird(({application}) => {
  describe('on the page', () => {
    it.each(cases.filter(each => isManaged(each) || onPage.has(each.name)))('$name: $who', async each => {
      const managed = managedApplication(application);
      const [prefs, autoConfig, policies] = ['.prefs', '.cfg', '.policies.json'].map(end => (existsSync(fileOf(each.name + end)) ? readFileSync(fileOf(each.name + end)) : undefined));
      if (autoConfig) managed.setAutoConfig(autoConfig.toString());
      if (policies) managed.setPolicies(JSON.parse(policies.toString()));
      // Offline, looking for mail at the start opens a dialog.
      const thunderbird = await startAudited({application: managed.path, prefs: {...auditCopy(valuesIn(readPreferences(prefs ?? ''))), ...OFFLINE}});
      try {
        const page = await openPage(thunderbird);
        const report = await wholeReportOf(page);
        expect(wrongIn(report, each)).toEqual(isRight);
        expect(await shownFindings(page)).toEqual(reportedFindings(report));
      } finally {
        await thunderbird.stop();
        managed.remove();
      }
    });
  });
});

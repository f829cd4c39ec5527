/** Whole profiles, each in every supported Thunderbird: what is found in them, and that it is all. */
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, expect, it} from 'vitest';
import {pretendConnected} from '../../scripts/pretend-connected.js';
import {makeAuthority} from '../helpers/certificates.ts';
import {inEachThunderbird} from '../helpers/thunderbirds.ts';
import {auditAnew, openPage, startAudited} from './audited.ts';
import {profiles} from './profiles.ts';

const folder = mkdtempSync(join(tmpdir(), 'profiles-'));
const {base64: certificate} = makeAuthority(folder, ['imap.example.org']);
afterAll(() => rmSync(folder, {recursive: true}));

it('there are twelve', () => expect(profiles).toHaveLength(12));

inEachThunderbird(({application}) => {
  it.each(profiles)('$who', async ({prefs, prepare, folders = [], lastBackup, expected}) => {
    const place = join(mkdtempSync(join(folder, 'home-')), ...folders, 'profile');
    const thunderbird = await startAudited({application, prefs, profile: place});
    try {
      await thunderbird.chrome(pretendConnected);
      if (prepare) await thunderbird.chrome(prepare, certificate);
      const page = await openPage(thunderbird);
      if (lastBackup) await page.evaluate(day => (globalThis as any).messenger.storage.local.set({lastBackup: day}), lastBackup);
      // What was chosen at the start is known now.
      const {findings, passed, accounts} = await auditAnew(page);
      // No finding says something only of an account that was judged.
      const isFine = accounts.filter(({judged}) => judged).map(({id}) => passed.some(({accountIds}) => accountIds.includes(id)));
      expect(isFine).toEqual(Object.keys(prefs).filter(name => /^mail\.server\.server\d+\.type$/.test(name) && prefs[name] !== 'none').map(() => true));
      const found = findings.map(({rule, subjectId, severity, outcome}) => [rule, subjectId, outcome === 'fail' ? severity : outcome].join(' '));
      expect(found.toSorted()).toEqual(expected.toSorted());
    } finally {
      await thunderbird.stop();
    }
  });
});

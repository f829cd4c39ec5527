/** What an administrator wrote and Thunderbird cannot use is said, and allows nothing: it takes such settings for none at all. */
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {type Thunderbird, startThunderbird} from '../../scripts/thunderbird.js';
import {inEachThunderbird} from '../helpers/thunderbirds.ts';
import {id, openPage, xpi} from './audited.ts';
import {type ManagedApplication, managedApplication} from './policies.ts';
import {profile} from './profile.ts';

/** Of the page: whether the report may be taken away, and what is said; and what the experiment does where nobody asks the page. */
async function allowed() {
  const isAsked = await (globalThis as any).messenger.mailNetwork.fetchPublished('example.org', 'wellKnown').then(() => true, (error: Error) => !error.message.includes('have a mistake'));
  return {isExported: !document.getElementById('take')!.hidden, isAsked, mistakes: document.querySelector('[data-key="policy"]')?.textContent};
}

function fileWith(settings: string): string {
  return `{"policies": {"3rdparty": {"Extensions": {"${id}": ${settings}}}}}`;
}

inEachThunderbird(({application}) => {
  let managed: ManagedApplication;
  let thunderbird: Thunderbird;

  beforeAll(async () => {
    managed = managedApplication(application);
    managed.setPolicies({policies: {}});
    thunderbird = await startThunderbird({application: managed.path, prefs: profile([{type: 'imap'}])});
    await thunderbird.install(xpi);
  });
  afterAll(async () => {
    await thunderbird?.stop();
    managed?.remove();
  });

  async function allowedWith(policies: string) {
    writeFileSync(join(managed.path, 'distribution/policies.json'), policies);
    await thunderbird.restart();
    return (await openPage(thunderbird)).evaluate(allowed);
  }
  it.each([
    ['null', fileWith('null')], ['a number', fileWith('5')], ['a list', fileWith('[]')], ['a list of groups', fileWith('[{"page": {"export": true}}]')], ['a text', fileWith('"yes"')],
    ['a text of half a group', fileWith('"{\\"page\\":"')], ['a null in a group', fileWith('{"published": {"allowed": null}, "page": {"export": null}}')],
    ['sections by nearly their names', fileWith('{"publised": {"allowed": false}, "pages": {"export": false}}')], ['a file that ends too soon', fileWith('{"page": {}').slice(0, -3)],
  ])('%s', async (_what, policies) => {
    const {isExported, isAsked, mistakes} = await allowedWith(policies);
    expect({isExported, isAsked}).toEqual({isExported: false, isAsked: false});
    expect(mistakes).toContain('administrator');
  });
  it.each([['nothing for us', '{"policies": {"3rdparty": {"Extensions": {"other@example.org": {"a": 1}}}}}'], ['an empty group', fileWith('{}')], ['empty groups', fileWith('{"page": {}}')]])('%s: everything is open, and nothing said', async (_what, policies) => {
    expect(await allowedWith(policies)).toEqual({isExported: true, isAsked: true, mistakes: undefined});
  });
});

/**
 * Thunderbird's labels, asked of the running Thunderbird: they change with its updates and with its language pack's. That takes it 15 ms, so they
 * are remembered in storage.local until one of the two changes; the background asks before the page needs them.
 */
import {type LabelId, type Labels, labelIds, sourcesOf} from './explain/labels.ts';
import {changeKept, readKept} from './kept.ts';
import {askLabels, can, languagePack} from './privileged.ts';

/** None are told where Thunderbird cannot be asked; messages.ts then has copies. */
export async function readLabels(): Promise<Labels> {
  const {version, buildID} = await messenger.runtime.getBrowserInfo();
  if (!can.quote) return {thunderbird: version, told: {}};
  try {
    return {thunderbird: version, told: await remembered(`${version} ${buildID}`)};
  } catch (error) {
    console.error('Thunderbird did not tell its labels:', error);
    return {thunderbird: version, told: {}};
  }
}

async function remembered(build: string): Promise<Labels['told']> {
  const [pack, labels] = await Promise.all([languagePack(), readKept('labels')]);
  // Another version of ours may ask for others.
  const of = [build, messenger.i18n.getUILanguage(), pack, messenger.runtime.getManifest().version].join(' ');
  if (labels?.of === of) return labels.told;
  const told = await ask();
  // What cannot be kept is asked for again.
  await changeKept('labels', () => ({of, told})).catch(error => console.error('Labels were not remembered:', error));
  return told;
}

async function ask(): Promise<Labels['told']> {
  const asked = labelIds.flatMap(id => sourcesOf(id).map(source => ({id, source})));
  const answers = await askLabels(asked.map(({source}) => source));
  const found = asked.flatMap(({id}, i): [LabelId, string][] => answers[i] == null ? [] : [[id, answers[i]]]);
  // The newest source's is asked for first, and counts.
  return Object.fromEntries(found.toReversed());
}

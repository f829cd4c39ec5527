// @vitest-environment happy-dom
/** Files that providers publish: what is used of them, and that nothing else is. test/thunderbird/published.test.ts reads the same in Thunderbird. */
import {describe, expect, it} from 'vitest';
import {parsePublished} from '../src/published.ts';
import {rules} from '../src/rules/index.ts';
import {type ConfigFile, answerTo, bad, date, good, sourceOf} from './helpers/config-files.ts';
import {inTime} from './helpers/in-time.ts';
import {readPolicy} from '../src/read-policy.ts';

function parse(file: ConfigFile) {
  return parsePublished(file.xml, file.domain ?? 'example.org', sourceOf(file), date);
}

const readable = (files: Record<string, ConfigFile>) => Object.entries(files).filter(([, file]) => !file.isForThunderbird);

describe('a file that can be used', () => {
  it.each(readable(good))('%s', (_, file) => {
    expect(parse(file)).toEqual(answerTo(file));
  });
  it.each(readable(good))('%s, is what an administrator could have written', (_, file) => {
    const entry = parse(file);
    const {servers, errors} = readPolicy({servers: {'example.org': entry}});
    expect([servers['example.org'], errors]).toEqual([entry, []]);
  });
  it.each(readable(good))('%s, has nothing that only an administrator may say', (_, file) => {
    expect(Object.keys(parse(file)!).filter(key => !['imap', 'pop3', 'smtp', 'login', 'source', 'date'].includes(key))).toEqual([]);
  });
});

describe('nothing can be used of', () => {
  it('at least 25 files', () => {
    expect(readable(bad).length).toBeGreaterThan(25);
  });
  it.each(readable(bad))('%s', (_, file) => {
    expect(inTime(() => parse(file))).toBeUndefined();
  });
});

it('nothing published is a ground for putting anything right by itself', () => {
  const measuring = rules.filter(({id}) => id.endsWith('-not-as-expected'));
  expect(measuring.map(({id, fix}) => [id, fix])).toEqual([['login-name-not-as-expected', undefined], ['server-not-as-expected', undefined]]);
});

import {describe, expect, it} from 'vitest';
import {type PolicyError, readPolicy} from '../src/policy.ts';
import {rules} from '../src/rules/index.ts';

const ruleIds = rules.map(rule => rule.id);

const good = {
  organisation: {name: 'Rectorat', helpUrl: 'https://help.example.org/mail'},
  rules: {'incoming-starttls': 'off', 'local-copies-off': 'critical', 'pop-keeps-forever': 'warning', 'missing-outgoing-server': 'advice'},
};

/** The members of a JSON object, and more. */
function inside(object: object, more: string): string {
  return [JSON.stringify(object).slice(1, -1), more].filter(Boolean).join(',');
}

/** Set beside the good settings, as an administrator would: in JSON. */
function read(organisation = '', rulesText = '', top = '') {
  const json = `{"organisation":{${inside(good.organisation, organisation)}},"rules":{${inside(good.rules, rulesText)}}${top && `,${top}`}}`;
  return readPolicy(JSON.parse(json), ruleIds);
}

/** `organisation` or `rules` as a whole replaced. */
function readWith(replaced: object) {
  return readPolicy({...good, ...replaced}, ruleIds);
}

function deeply(depth: number): string {
  return '{"a":'.repeat(depth) + '1' + '}'.repeat(depth);
}

describe('a policy without mistakes', () => {
  it('is read as it stands', () => {
    const {organisation, rules: set, errors} = readPolicy(good, ruleIds);
    expect({organisation, rules: {...set}, errors}).toEqual({...good, errors: []});
  });
  it('may be absent, empty, or only in part', () => {
    for (const managed of [undefined, {}, {organisation: {}}, {rules: {}}, {organisation: {}, rules: {}}]) {
      expect(readPolicy(managed, ruleIds)).toMatchObject({organisation: {}, errors: []});
      expect(Object.keys(readPolicy(managed, ruleIds).rules)).toEqual([]);
    }
  });
  it('may have spaces around a text', () => {
    expect(readPolicy({organisation: {name: ' Rectorat ', helpUrl: ' https://example.org '}}, ruleIds).organisation)
      .toEqual({name: 'Rectorat', helpUrl: 'https://example.org'});
  });
  it('may point at http', () => {
    expect(readPolicy({organisation: {helpUrl: 'http://intranet/help'}}, ruleIds).organisation.helpUrl).toBe('http://intranet/help');
  });
  it('has no rule by inheritance', () => {
    const {rules: set} = readPolicy(good, ruleIds);
    expect(['constructor', 'toString', '__proto__'].map(name => set[name])).toEqual([undefined, undefined, undefined]);
  });
});

/** Beside the good settings: each mistake is named, and changes nothing else. */
const added: [organisation: string, rules: string, top: string, errors: PolicyError[]][] = [
  ['', '', '"organization":{"name":"x"}', [{key: 'organization', problem: 'unknown'}]],
  ['', '', '"rule":{"incoming-plaintext":"off"}', [{key: 'rule', problem: 'unknown'}]],
  ['', '', '"":1', [{key: '', problem: 'unknown'}]],
  ['', '', '"__proto__":{"rules":{"incoming-plaintext":"off"}}', [{key: '__proto__', problem: 'unknown'}]],
  ['', '', '"constructor":{"prototype":{"off":1}}', [{key: 'constructor', problem: 'unknown'}]],
  ['', '', `"deep":${deeply(500)}`, [{key: 'deep', problem: 'unknown'}]],
  ['"logo":"x.png"', '', '', [{key: 'organisation.logo', problem: 'unknown'}]],
  ['"helpURL":"https://example.org"', '', '', [{key: 'organisation.helpURL', problem: 'unknown'}]],
  ['"__proto__":{"name":"x"}', '', '', [{key: 'organisation.__proto__', problem: 'unknown'}]],
  ['', '"incoming-plain":"off"', '', [{key: 'rules.incoming-plain', problem: 'rule'}]],
  ['', '"Incoming-Plaintext":"off"', '', [{key: 'rules.Incoming-Plaintext', problem: 'rule'}]],
  ['', '"incomingPlaintext":"off"', '', [{key: 'rules.incomingPlaintext', problem: 'rule'}]],
  ['', '"*":"off"', '', [{key: 'rules.*', problem: 'rule'}]],
  ['', '"":"off"', '', [{key: 'rules.', problem: 'rule'}]],
  ['', '"__proto__":"off"', '', [{key: 'rules.__proto__', problem: 'rule'}]],
  ['', '"__proto__":{"incoming-plaintext":"off"}', '', [{key: 'rules.__proto__', problem: 'rule'}]],
  ['', '"toString":"off"', '', [{key: 'rules.toString', problem: 'rule'}]],
  ['', '"0":"off"', '', [{key: 'rules.0', problem: 'rule'}]],
  ['', '"incoming-plaintext":"OFF"', '', [{key: 'rules.incoming-plaintext', problem: 'severity'}]],
  ['', '"incoming-plaintext":" off"', '', [{key: 'rules.incoming-plaintext', problem: 'severity'}]],
  ['', '"incoming-plaintext":"error"', '', [{key: 'rules.incoming-plaintext', problem: 'severity'}]],
  ['', '"incoming-plaintext":""', '', [{key: 'rules.incoming-plaintext', problem: 'severity'}]],
  ['', '"incoming-plaintext":false', '', [{key: 'rules.incoming-plaintext', problem: 'severity'}]],
  ['', '"incoming-plaintext":0', '', [{key: 'rules.incoming-plaintext', problem: 'severity'}]],
  ['', '"incoming-plaintext":null', '', [{key: 'rules.incoming-plaintext', problem: 'severity'}]],
  ['', '"incoming-plaintext":["off"]', '', [{key: 'rules.incoming-plaintext', problem: 'severity'}]],
  ['', '"incoming-plaintext":{"severity":"off"}', '', [{key: 'rules.incoming-plaintext', problem: 'severity'}]],
  ['', `"incoming-plaintext":${deeply(500)}`, '', [{key: 'rules.incoming-plaintext', problem: 'severity'}]],
  ['"a":1', '"b":1,"outgoing-plaintext":"x"', '"c":1', [
    {key: 'organisation.a', problem: 'unknown'}, {key: 'rules.b', problem: 'rule'}, {key: 'rules.outgoing-plaintext', problem: 'severity'},
    {key: 'c', problem: 'unknown'},
  ]],
];

describe('a mistake beside good settings', () => {
  it.each(added)('organisation %s, rules %s, top %s is named and changes nothing else', (organisation, rulesText, top, errors) => {
    const policy = read(organisation, rulesText, top);
    expect(policy.errors).toEqual(errors);
    expect({organisation: policy.organisation, rules: {...policy.rules}}).toEqual(good);
    expect(({} as Record<string, unknown>)['off'] ?? ({} as Record<string, unknown>)['name']).toBeUndefined();
  });
});

/** In the place of a good setting: it is named, and left out alone. */
const nameless: unknown[] = [1, 0, true, null, [], ['Rectorat'], {}, {name: 'x'}, '', '   '];
const unsafe: string[] = [
  'javascript:alert(1)', 'JavaScript:alert(1)', ' javascript:alert(1)', 'java\nscript:alert(1)', 'data:text/html,<script>alert(1)</script>',
  'vbscript:x', 'file:///etc/passwd', 'ftp://example.org', 'mailto:help@example.org', 'about:config', 'chrome://messenger/content/', 'moz-extension://x/',
  'blob:https://example.org/1', 'help.example.org', '//help.example.org', '/help', 'https://', 'http://[', 'https://exa mple.org',
];

describe('a mistake in the place of a good setting', () => {
  it.each(nameless)('organisation.name %j is no text', name => {
    const policy = readWith({organisation: {...good.organisation, name}});
    expect(policy.errors).toEqual([{key: 'organisation.name', problem: 'text'}]);
    expect({organisation: policy.organisation, rules: {...policy.rules}})
      .toEqual({organisation: {helpUrl: good.organisation.helpUrl}, rules: good.rules});
  });
  it.each(nameless)('organisation.helpUrl %j is no text', helpUrl => {
    const policy = readWith({organisation: {...good.organisation, helpUrl}});
    expect(policy.errors).toEqual([{key: 'organisation.helpUrl', problem: 'text'}]);
    expect(policy.organisation).toEqual({name: good.organisation.name});
  });
  it.each(unsafe)('organisation.helpUrl %j is no address to follow', helpUrl => {
    const policy = readWith({organisation: {...good.organisation, helpUrl}});
    expect(policy.errors).toEqual([{key: 'organisation.helpUrl', problem: 'url'}]);
    expect({organisation: policy.organisation, rules: {...policy.rules}})
      .toEqual({organisation: {name: good.organisation.name}, rules: good.rules});
  });
  it.each([null, 1, true, 'off', [], [good.rules]])('rules %j is no object', value => {
    const policy = readWith({rules: value});
    expect(policy.errors).toEqual([{key: 'rules', problem: 'object'}]);
    expect({organisation: policy.organisation, rules: {...policy.rules}}).toEqual({organisation: good.organisation, rules: {}});
  });
  it.each([null, 1, true, 'Rectorat', [], ['Rectorat']])('organisation %j is no object', value => {
    const policy = readWith({organisation: value});
    expect(policy.errors).toEqual([{key: 'organisation', problem: 'object'}]);
    expect({organisation: policy.organisation, rules: {...policy.rules}}).toEqual({organisation: {}, rules: good.rules});
  });
  it.each([null, 1, true, 'x', [], [good]])('%j as a whole is no object', value => {
    const policy = readPolicy(value, ruleIds);
    expect(policy.errors).toEqual([{key: '', problem: 'object'}]);
    expect({organisation: policy.organisation, rules: {...policy.rules}}).toEqual({organisation: {}, rules: {}});
  });
});

import {expect, it} from 'vitest';
import {audit} from '../src/audit.ts';
import {escaped, legibleHost} from '../src/legible.ts';
import {rules} from '../src/rules/index.ts';
import {incomingServer, snapshot} from './helpers/make.ts';

it.each([
  ['smtp.\u202Emoc.elgoog', 'smtp.<U+202E>moc.elgoog'], ['a\u200Bb\u00ADc', 'a<U+200B>b<U+00AD>c'], ['a\nb\u007Fc\u0085', 'a<U+000A>b<U+007F>c<U+0085>'], ['a\u2028b\u00A0c d', 'a<U+2028>b<U+00A0>c d'],
  ['\u2066a\u2069', '<U+2066>a<U+2069>'], ['a\u3164b\uFE0F', 'a<U+3164>b<U+FE0F>'], ['a\u{E0041}', 'a<U+E0041>'], ['\uFEFFa', '<U+FEFF>a'],
  // Nothing is hidden in these.
  ['imap.exämple.org', 'imap.exämple.org'], ['例え.example', '例え.example'], ['דואר.example', 'דואר.example'], ['😀', '😀'], ['', ''],
])('%j is shown as %j', (text, shown) => expect(escaped(text)).toBe(shown));

it.each([
  ['imap.gοοgle.com', 'imap.gοοgle.com (imap.xn--ggle-0nda.com)'],
  // Every letter of a label may be of another script.
  ['imap.аррӏе.com', 'imap.аррӏе.com (imap.xn--80ak6aa92e.com)'],
  ['imap.例え.example', 'imap.例え.example (imap.xn--r8jz45g.example)'],
  ['imap.g\u202Eοοgle.com', 'imap.g<U+202E>οοgle.com'],
  ['imap.example.com', 'imap.example.com'], ['imap.exämple.org', 'imap.exämple.org'], ['почта.рф', 'почта.рф'], ['xn--r8jz45g.example', 'xn--r8jz45g.example'], ['imap 1.εxample', 'imap 1.εxample'],
])('the server %j is shown as %j', (hostname, shown) => expect(legibleHost(hostname)).toBe(shown));

it('a report has no name that turns the text around it', () => {
  const hostname = 'imap.\u202Emoc.elgoog\u001B[2J';
  const text = JSON.stringify(audit(snapshot({incomingServers: [incomingServer({hostname, socketType: 'plain', port: 143, location: 'beyond'})]}), rules, {rules: {}}));
  expect(text).toContain('imap.<U+202E>moc.elgoog<U+001B>[2J');
  expect(['\u202E', '\u001B', '\\u001b'].filter(sign => text.includes(sign))).toEqual([]);
});

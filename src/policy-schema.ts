/**
 * What the administrator's settings may be. docs/policy.schema.json, the templates for Windows and the type of a policy
 * are made from this. Loaded only where there is something managed.
 *
 * A failing check's message is `problem` or `problem expected`, as PolicyError has them.
 */
import * as v from 'valibot';
import {isDay} from './days.ts';
import {isGroup} from './group.ts';
import {rules} from './rules/index.ts';

export const MAX_ENTRIES = 500;
const MAX_TEXT = 2000;

type Entries = Record<string, v.GenericSchema>;

// A kind of value

const lines = v.pipe(v.string('text'), v.trim(), v.nonEmpty('text'), v.maxLength(MAX_TEXT, 'long'));
/** On one line. */
const text = v.pipe(lines, v.regex(/^[ -~\u00A0-\uFFFF]*$/, 'line'));
/** 0 and 1 are what a registry or a property list makes of false and true. */
const yesNo = v.pipe(v.unknown(), v.transform(value => value === 0 || value === 1 ? Boolean(value) : value), v.boolean('boolean'));
const hostname = v.pipe(lines, v.toLowerCase(), v.regex(/^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/, 'host'));
const webAddress = v.pipe(lines, v.check(isWebAddress, 'url'));
const date = v.pipe(v.string('date'), v.isoDate('date'), v.check(isDay, 'date'));
const ruleIds = rules.map(({id}) => id);
const ruleId = v.picklist(ruleIds, 'rule');

function whole(min: number, max: number) {
  const problem = `number ${min}–${max}`;
  return v.pipe(v.number(problem), v.integer(problem), v.minValue(min, problem), v.maxValue(max, problem));
}

function oneOf<const T extends string>(...values: T[]) {
  return v.picklist(values, `choice ${values.join(', ')}`);
}

/** A group of settings; also as JSON text, which is what a registry or a property list may have. */
function group<E extends Entries>(entries: E, unknown = 'unknown') {
  return v.pipe(v.unknown(), v.transform(fromText), v.check(isGroup, 'object'), v.check(isSmall, `many ${MAX_ENTRIES}`), v.strictObject(
    entries, ({expected}) => expected === 'never' ? unknown : 'missing',
  ));
}

/** Settings by a name that is the administrator's. */
function map<S extends v.GenericSchema>(key: v.GenericSchema<string, string>, value: S) {
  return v.pipe(
    v.unknown(), v.transform(fromText), v.check(isGroup, 'object'), v.check(isSmall, `many ${MAX_ENTRIES}`), v.rawCheck(nameSkippedKeys),
    v.record(key, value, 'object'),
  );
}

/** valibot leaves these keys of a record out without a word. */
function nameSkippedKeys({dataset, addIssue}: v.RawCheckContext<unknown>): void {
  const input = dataset.value as Record<string, unknown>;
  for (const key of ['__proto__', 'prototype', 'constructor']) {
    if (Object.hasOwn(input, key)) addIssue({message: 'unknown', path: [{type: 'object', origin: 'key', input, key, value: input[key]}]});
  }
}

function list<S extends v.GenericSchema>(item: S) {
  return v.pipe(v.unknown(), v.transform(fromText), v.check(Array.isArray, 'list'), v.check(isSmall, `many ${MAX_ENTRIES}`), v.array(item, 'list'));
}

export function fromText(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[{[]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    // A text where a group is wanted: the next check says so.
    return value;
  }
}

export function isSmall(value: unknown): boolean {
  return Object.keys(Object(value)).length <= MAX_ENTRIES;
}

/** Only http and https make a link a reader can follow safely. */
function isWebAddress(value: string): boolean {
  return URL.canParse(value) && ['https:', 'http:'].includes(new URL(value).protocol);
}

/** Reports go encrypted, except to a program of this computer, and never with a password in the address. */
function isReportAddress(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const {protocol, hostname: host, username, password} = new URL(value);
  const isHere = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(host);
  return (protocol === 'https:' || protocol === 'http:' && isHere) && !username && !password;
}

/** Encrypted and without a password; `{domain}` may stand anywhere in it. */
function isSecureAddress(value: string): boolean {
  const address = value.replaceAll('{domain}', 'example.org');
  if (!URL.canParse(address)) return false;
  const {protocol, hostname: host, username, password} = new URL(address);
  return protocol === 'https:' && !host.includes('{') && !username && !password;
}

// The settings

const organisation = {
  name: v.optional(v.pipe(text, v.description('Stands at the top of the page.'))),
  helpUrl: v.optional(v.pipe(webAddress, v.description('Your help page: a link at the top, and where "Learn more" leads. It begins with https: or http:.'))),
  email: v.optional(v.pipe(lines, v.regex(/^[\w.!#$%'*+/=^{|}~-]+@[A-Za-z0-9.-]+$/, 'address'), v.description('The address of whoever helps.'))),
  phone: v.optional(v.pipe(lines, v.regex(/^[+\d][\d\s().+/-]{1,30}$/, 'phone'), v.description('The telephone number of whoever helps.'))),
  text: v.optional(v.pipe(
    map(v.pipe(v.string(), v.regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'language')), lines),
    v.description('What you want to say to your users, by language ("en", "fr"); "en" is shown where theirs is missing.'),
  )),
};

const connection = {
  hostname: v.optional(v.pipe(hostname, v.description('The server\'s name.'))),
  port: v.optional(v.pipe(whole(1, 65535), v.description('The port.'))),
  socketType: v.optional(v.pipe(oneOf('SSL', 'STARTTLS', 'plain'), v.description('Connection security: SSL/TLS, STARTTLS or none.'))),
  authMethod: v.optional(v.pipe(
    oneOf('passwordCleartext', 'passwordEncrypted', 'GSSAPI', 'NTLM', 'External', 'OAuth2', 'none'),
    v.description('Authentication; passwordCleartext is what Thunderbird calls a normal password.'),
  )),
};

const expectedServers = group({
  imap: v.optional(v.pipe(list(group(connection)), v.description('The servers for IMAP: one, or several that are equally right.'))),
  pop3: v.optional(v.pipe(list(group(connection)), v.description('The servers for POP.'))),
  smtp: v.optional(v.pipe(list(group(connection)), v.description('The servers for sending.'))),
  login: v.optional(v.pipe(
    oneOf('address', 'localPart', 'identifier'),
    v.description('The user name: the whole address, the part before its @, or another identifier, without an @.'),
  )),
  preferred: v.optional(v.pipe(oneOf('imap', 'pop3'), v.description('The protocol you prefer.'))),
  retired: v.optional(v.pipe(
    list(group({
      hostname: v.pipe(hostname, v.description('The server that is no longer to be used.')),
      successor: v.pipe(hostname, v.description('The server that takes its place.')),
    })),
    v.description('Servers that are no longer to be used, each with the one that takes its place.'),
  )),
  source: v.optional(v.pipe(text, v.description('Where this is published: shown to the user.'))),
  date: v.optional(v.pipe(date, v.description('When it was last checked: YYYY-MM-DD.'))),
});

const waiver = group({
  rule: v.pipe(ruleId, v.description('The rule whose finding is accepted.')),
  account: v.pipe(text, v.description('The accounts: an address or a server name, * for any letters, such as "*@example.org" or "pop.example.org".')),
  reason: v.pipe(text, v.description('Why, in your words: shown to the user.')),
  until: v.pipe(date, v.description('The last day it holds (UTC): YYYY-MM-DD.')),
});

const fixed = list(v.picklist([...ruleIds, '*'], 'rule'));
const safeIds = rules.filter(({fix}) => fix === 'safe').map(({id}) => id);

const published = {
  url: v.optional(v.pipe(
    lines, v.check(isSecureAddress, 'secureUrl'),
    v.description('Where your own configuration file is, in the format of Mozilla: https; {domain} stands for the mail domain. It is asked first.'),
  )),
  automatic: v.optional(v.pipe(yesNo, v.description('Whether the page compares each time it opens, without being asked.'))),
  allowed: v.optional(v.pipe(yesNo, v.description('Whether anything may be asked at all. Wins over "automatic".'))),
};

const reports = {
  folder: v.optional(v.pipe(
    lines, v.regex(/^(\/|[A-Za-z]:\\|\\\\)[ -~\u00A0-\uFFFF]*$/, 'folder'), v.description('A folder that exists, by its whole path: the report is written there.'),
  )),
  url: v.optional(v.pipe(
    lines, v.check(isReportAddress, 'reportUrl'), v.description('The address the report is sent to: https, or http to this computer itself.'),
  )),
  authorization: v.optional(v.pipe(
    lines, v.regex(/^[\u0021-\u007E]+( [\u0021-\u007E]+)*$/, 'header'), v.description('Sent as the Authorization header. Every user of the computer can read it.'),
  )),
  label: v.optional(v.pipe(
    text, v.maxLength(100, 'long'), v.description('How you tell computers apart: your text, with {computer} for the computer\'s name. Shown to the user.'),
  )),
  everyDays: v.optional(v.pipe(whole(1, 365), v.description('A report goes at least this often, changed or not; 7 if you say nothing.'))),
};

export const sections = {
  organisation: v.pipe(group(organisation), v.description('Who you are and how you help.')),
  servers: v.pipe(
    map(hostname, expectedServers), v.description('What is right here, by mail domain or by host. It takes the place of what the add-on knows of that domain.'),
  ),
  pop: v.pipe(group({
    minDays: v.optional(v.pipe(whole(1, 3650), v.description('POP should leave messages on the server for at least so many days.'))),
    maxDays: v.optional(v.pipe(whole(1, 3650), v.description('POP should leave messages on the server for at most so many days.'))),
  }), v.description('How long POP should leave messages on the server.')),
  copies: v.pipe(
    oneOf('required', 'forbidden'),
    v.description('Whether mail has to be kept on the computer. "forbidden" is for shared workstations: what is then found wrong is mail that is kept.'),
  ),
  rules: v.pipe(
    group(Object.fromEntries(ruleIds.map(id => [id, v.optional(oneOf('off', 'advice', 'warning', 'critical'))])), 'rule'),
    v.description('Another weight for a rule, or "off".'),
  ),
  waivers: v.pipe(list(waiver), v.description('Findings that you accept as they are, until a day.')),
  fixes: v.pipe(group({
    allow: v.optional(v.pipe(fixed, v.description('The only rules that users may put right by a button; "*" for all.'))),
    forbid: v.optional(v.pipe(fixed, v.description('Rules that users may not put right by a button; "*" for all. Wins over "allow".'))),
    automatic: v.optional(v.pipe(
      list(v.picklist(safeIds, `choice ${safeIds.join(', ')}`)), v.description('Rules that are put right without asking: only those that cannot break a connection.'),
    )),
  }), v.description('What may be put right by itself. Checked and shown in this version; obeyed by one to come, which can.')),
  audit: v.pipe(group({
    everyHours: v.optional(v.pipe(whole(1, 168), v.description('The audit runs at least this often while Thunderbird does; 24 if you say nothing.'))),
  }), v.description('How often accounts are audited.')),
  backup: v.pipe(group({
    maxDays: v.optional(v.pipe(whole(1, 3650), v.description('A backup should be no older than so many days.'))),
  }), v.description('Checked and shown in this version; obeyed by one to come.')),
  published: v.pipe(group(published), v.description('Comparing accounts with the settings that mail providers publish.')),
  reports: v.pipe(group(reports), v.description('Where reports go. They hold no names and no addresses of users.')),
  page: v.pipe(group({
    export: v.optional(v.pipe(yesNo, v.description('Whether users may copy, save and print the report.'))),
    exportNames: v.optional(v.pipe(yesNo, v.description('Whether users may have names and addresses in it.'))),
    hide: v.optional(v.pipe(yesNo, v.description('Whether users may set findings aside, with a reason and until a day.'))),
  }), v.description('What users may do on the page.')),
};

/** All of it, as one schema: for the documents made from it. */
export const managedSettings = v.strictObject(
  Object.fromEntries(Object.entries(sections).map(([name, section]) => [name, v.optional(section as v.GenericSchema)])),
);

export type SectionName = keyof typeof sections;

/** What the administrator set, checked: each section as the schema gives it. */
export type Checked = {[N in SectionName]: v.InferOutput<typeof sections[N]>};

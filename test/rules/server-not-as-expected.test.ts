import {serverNotAsExpected} from '../../src/rules/server-not-as-expected.ts';
import type {OutgoingServer} from '../../src/snapshot.ts';
import {
  account, exchangeOutgoingServer, exchangeServer, identity, incomingServer, loopbackHosts, notReadOutgoingServer, outgoingServer, popServer, snapshot,
} from '../helpers/make.ts';
import {testRule, usedBy} from '../helpers/test-rule.ts';

const lyon = {source: 'Académie de Lyon', date: '2026-11-20'};
const aix = {source: 'Académie d’Aix-Marseille', date: '2026-11-20'};
const besancon = {source: 'Académie de Besançon', date: '2026-11-20'};
const severity = 'advice';

/** Two accounts send with one server, each for its own domain; the third identity sends with another server. */
function shared(server: OutgoingServer, [first, second]: [string, string], other: string) {
  return {subject: server, snapshot: snapshot({
    accounts: [account(), account({id: 'account2'})],
    incomingServers: [incomingServer(), incomingServer({key: 'server2', accountIds: ['account2']})],
    outgoingServers: [server],
    identities: [
      identity({email: first}), identity({key: 'id2', email: second, accountIds: ['account2']}),
      identity({key: 'id3', email: other, outgoingServerKey: 'smtp2'}),
    ],
  })};
}

// What the academies published, without an administrator: advice.
testRule(serverNotAsExpected, {
  pass: [
    usedBy(['jane.roe@ac-lyon.fr'], incomingServer({hostname: 'mail.ac-lyon.fr'})),
    usedBy(['jane.roe@AC-Lyon.FR'], incomingServer({hostname: 'MAIL.AC-Lyon.fr'})),
    usedBy(['jane.roe@ac-lyon.fr'], incomingServer({hostname: 'mail.ac-lyon.fr.'})),
    // SSL/TLS where STARTTLS was published: nobody is sent back, whatever its port.
    usedBy(['jane.roe@ac-lyon.fr'], outgoingServer({hostname: 'smtps.ac-lyon.fr'})),
    usedBy(['jane.roe@ac-lyon.fr'], outgoingServer({hostname: 'SMTPS.ac-lyon.fr.', port: 587})),
    usedBy(['jane.roe@ac-lyon.fr'], outgoingServer({hostname: 'smtps.ac-lyon.fr', port: 587, socketType: 'STARTTLS'})),
    usedBy(['jane.roe@ac-aix-marseille.fr'], popServer({hostname: 'pop.ac-aix-marseille.fr', authMethod: 'OAuth2'})),
    // Besançon tells no port, no security and no authentication.
    usedBy(['jane.roe@ac-besancon.fr'], incomingServer({hostname: 'imap.ac-besancon.fr', port: 143, socketType: 'plain', authMethod: 'GSSAPI'})),
  ],
  fail: [
    {
      given: usedBy(['jane.roe@ac-lyon.fr'], incomingServer({hostname: 'imap.ac-lyon.fr'})),
      data: {reason: 'otherName', hostname: 'imap.ac-lyon.fr', expected: ['hostname=mail.ac-lyon.fr'], ...lyon}, severity,
    },
    {
      given: usedBy(['jane.roe@ac-lyon.fr', 'jane.roe@elsewhere.example'], incomingServer({hostname: 'mail.ac-lyon.fr', port: 143, socketType: 'STARTTLS'})),
      data: {hostname: 'mail.ac-lyon.fr', expected: ['port=993', 'socketType=SSL'], ...lyon}, severity,
    },
    // Another host is named; going back from SSL/TLS to STARTTLS is not.
    {
      given: usedBy(['jane.roe@ac-lyon.fr'], outgoingServer({hostname: 'elsewhere.example'})),
      data: {reason: 'otherName', hostname: 'elsewhere.example', expected: ['hostname=smtps.ac-lyon.fr'], ...lyon}, severity,
    },
    {
      given: usedBy(['jane.roe@ac-lyon.fr'], outgoingServer({hostname: 'smtps.ac-lyon.fr', authMethod: 'none'})),
      data: {hostname: 'smtps.ac-lyon.fr', expected: ['authMethod=passwordCleartext'], ...lyon}, severity,
    },
    {
      given: usedBy(['jane.roe@ac-lyon.fr'], outgoingServer({hostname: 'smtps.ac-lyon.fr', socketType: 'plain'})),
      data: {hostname: 'smtps.ac-lyon.fr', expected: ['port=587', 'socketType=STARTTLS'], ...lyon}, severity,
    },
    {
      given: usedBy(['jane.roe@ac-lyon.fr'], outgoingServer({hostname: 'smtps.ac-lyon.fr', port: 25, socketType: 'STARTTLS'})),
      data: {hostname: 'smtps.ac-lyon.fr', expected: ['port=587'], ...lyon}, severity,
    },
    {
      given: usedBy(['jane.roe@ac-besancon.fr'], popServer({hostname: 'imap.ac-besancon.fr', port: 110, socketType: 'plain'})),
      data: {reason: 'otherName', hostname: 'imap.ac-besancon.fr', expected: ['hostname=pop.ac-besancon.fr'], ...besancon}, severity,
    },
    {
      given: usedBy(['jane.roe@ac-aix-marseille.fr'], outgoingServer({hostname: 'smtp.ac-aix-marseille.fr', authMethod: 'none'})),
      data: {hostname: 'smtp.ac-aix-marseille.fr', expected: ['authMethod=passwordCleartext'], ...aix}, severity,
    },
    {
      given: usedBy(['jane.roe@ac-aix-marseille.fr', 'roe@AC-AIX-MARSEILLE.FR'], outgoingServer({hostname: 'smtp.elsewhere.example', authMethod: 'OAuth2'})),
      data: {reason: 'otherName', hostname: 'smtp.elsewhere.example', expected: ['hostname=smtp.ac-aix-marseille.fr', 'authMethod=passwordCleartext'], ...aix}, severity,
    },
  ],
  notApplicable: [
    incomingServer(), popServer(), outgoingServer(), notReadOutgoingServer(),
    // Nobody manages anything: what we know is looked for by the address.
    incomingServer({hostname: undefined}),
    usedBy([], incomingServer()),
    usedBy([''], incomingServer()),
    // Lyon tells no POP, Besançon no SMTP.
    usedBy(['jane.roe@ac-lyon.fr'], popServer()),
    usedBy(['jane.roe@ac-besancon.fr'], outgoingServer()),
    usedBy(['jane.roe@sub.ac-lyon.fr'], incomingServer()),
    // The second may be an alias from elsewhere.
    usedBy(['jane.roe@ac-lyon.fr', undefined], popServer()),
    usedBy(['jane.roe@example.com', 'jane.roe@ac-lyon.fr'], incomingServer()),
    // For which of the two it is, nobody said.
    usedBy(['jane.roe@ac-lyon.fr', 'jane.roe@example.com'], outgoingServer()),
    shared(outgoingServer({accountIds: ['account1', 'account2']}), ['jane.roe@ac-lyon.fr', 'jane.roe@ac-besancon.fr'], 'jane.roe@ac-lyon.fr'),
    ...loopbackHosts.map(hostname => usedBy(['jane.roe@ac-lyon.fr'], incomingServer({hostname, port: 1143}))),
    ...loopbackHosts.map(hostname => usedBy(['jane.roe@ac-lyon.fr'], outgoingServer({hostname, port: 1025}))),
    usedBy(['jane.roe@ac-lyon.fr'], exchangeServer()),
    usedBy(['jane.roe@ac-lyon.fr'], exchangeServer({type: 'graph'})),
    usedBy(['jane.roe@ac-lyon.fr'], exchangeOutgoingServer()),
  ],
  unknown: [
    usedBy(['jane.roe@ac-lyon.fr'], incomingServer({hostname: undefined})),
    usedBy(['jane.roe@ac-lyon.fr'], outgoingServer({hostname: undefined})),
    usedBy(['jane.roe@ac-lyon.fr'], notReadOutgoingServer()),
    usedBy([undefined], incomingServer()),
    usedBy([undefined], outgoingServer()),
    usedBy(['jane.roe@example.com', undefined], outgoingServer()),
  ],
});

const example = {source: 'Example', date: '2026-01-31'};
const nobody = {source: '', date: ''};

testRule(serverNotAsExpected, {
  policy: {servers: {
    'example.com': {
      imap: [{hostname: 'imap.example.com', port: 993, socketType: 'SSL', authMethod: 'OAuth2'}],
      pop3: [{hostname: 'pop.example.com'}],
      smtp: [{hostname: 'smtp.example.com', port: 465}, {hostname: 'relay.example.com', port: 587, socketType: 'STARTTLS', authMethod: 'GSSAPI'}],
      retired: [{hostname: 'old.example.com', successor: 'imap.example.com'}],
      ...example,
    },
    // Of its domain only.
    'domain.example': {imap: [{port: 993}], smtp: [{hostname: 'smtp.domain.example', authMethod: 'none'}]},
    // Of its host only.
    'mail.host.example': {imap: [{socketType: 'SSL'}], pop3: [{}]},
    // Takes the place of what we know.
    'ac-lyon.fr': {imap: [{hostname: 'imap.lyon.example'}], ...example},
    'empty.example': {},
    'starttls.example': {smtp: [{hostname: 'smtp.starttls.example', port: 587, socketType: 'STARTTLS'}]},
  }},
  pass: [
    incomingServer({authMethod: 'OAuth2'}), popServer({port: 110, socketType: 'plain'}),
    outgoingServer(), outgoingServer({socketType: 'plain', authMethod: 'none'}),
    // A final dot does not matter.
    incomingServer({hostname: 'imap.example.com.', authMethod: 'OAuth2'}), popServer({hostname: 'POP.example.com.'}), outgoingServer({hostname: 'smtp.example.com.'}),
    usedBy(['jane.roe@elsewhere.example'], incomingServer({hostname: 'mail.host.example.', port: 1993})),
    usedBy(['jane.roe@elsewhere.example'], outgoingServer({hostname: 'smtp.example.com.'})),
    outgoingServer({hostname: 'Relay.Example.com', port: 587, socketType: 'STARTTLS', authMethod: 'GSSAPI'}),
    usedBy(['jane.roe@domain.example'], incomingServer({hostname: 'elsewhere.example', socketType: 'plain'})),
    usedBy(['jane.roe@elsewhere.example'], incomingServer({hostname: 'MAIL.host.example', port: 1993})),
    usedBy(['jane.roe@elsewhere.example'], popServer({hostname: 'mail.host.example', port: 1})),
    usedBy(['jane.roe@ac-lyon.fr'], incomingServer({hostname: 'imap.lyon.example', port: 143})),
    usedBy(['jane.roe@example.com', 'jane.roe@domain.example'], outgoingServer()),
    shared(outgoingServer({accountIds: ['account1', 'account2']}), ['jane.roe@example.com', 'jane.roe@example.com'], 'jane.roe@domain.example'),
  ],
  fail: [
    {given: incomingServer(), data: {hostname: 'imap.example.com', expected: ['authMethod=OAuth2'], ...example}},
    {
      given: incomingServer({hostname: 'Elsewhere.Example', port: 143, socketType: 'plain'}),
      data: {
        reason: 'otherName', hostname: 'Elsewhere.Example', expected: ['hostname=imap.example.com', 'port=993', 'socketType=SSL', 'authMethod=OAuth2'], ...example,
      },
    },
    // Its name is quoted as it is set.
    {given: incomingServer({hostname: 'IMAP.example.com.'}), data: {hostname: 'IMAP.example.com.', expected: ['authMethod=OAuth2'], ...example}},
    {
      given: incomingServer({hostname: 'imap.example.com..', authMethod: 'OAuth2'}),
      data: {reason: 'otherName', hostname: 'imap.example.com..', expected: ['hostname=imap.example.com'], ...example},
    },
    {
      given: usedBy(['jane.roe@elsewhere.example'], incomingServer({hostname: 'MAIL.host.example.', socketType: 'plain'})),
      data: {hostname: 'MAIL.host.example.', expected: ['socketType=SSL'], ...nobody},
    },
    // A private account at their server is measured too: by the settings of the server.
    {
      given: usedBy(['jane.roe@elsewhere.example'], incomingServer()),
      data: {hostname: 'imap.example.com', expected: ['authMethod=OAuth2'], ...example},
    },
    // What an administrator says holds, though SSL/TLS is stronger.
    {
      given: usedBy(['jane.roe@starttls.example'], outgoingServer({hostname: 'smtp.starttls.example'})),
      data: {hostname: 'smtp.starttls.example', expected: ['port=587', 'socketType=STARTTLS'], ...nobody},
    },
    {given: popServer({hostname: 'imap.example.com'}), data: {reason: 'otherName', hostname: 'imap.example.com', expected: ['hostname=pop.example.com'], ...example}},
    // Of several the nearest.
    {given: outgoingServer({port: 587}), data: {hostname: 'smtp.example.com', expected: ['port=465'], ...example}},
    {
      given: outgoingServer({hostname: 'relay.example.com', port: 587, socketType: 'STARTTLS'}),
      data: {hostname: 'relay.example.com', expected: ['authMethod=GSSAPI'], ...example},
    },
    // As near: the first.
    {
      given: outgoingServer({hostname: 'elsewhere.example', port: 587, socketType: 'STARTTLS'}),
      data: {reason: 'otherName', hostname: 'elsewhere.example', expected: ['hostname=smtp.example.com', 'port=465'], ...example},
    },
    {
      given: usedBy(['jane.roe@domain.example'], incomingServer({hostname: 'elsewhere.example', port: 143, socketType: 'STARTTLS'})),
      data: {hostname: 'elsewhere.example', expected: ['port=993'], ...nobody},
    },
    {
      given: usedBy(['jane.roe@domain.example'], outgoingServer({hostname: 'smtp.domain.example'})),
      data: {hostname: 'smtp.domain.example', expected: ['authMethod=none'], ...nobody},
    },
    // Its host says more than the address.
    {
      given: incomingServer({hostname: 'mail.host.example', port: 143, socketType: 'STARTTLS'}),
      data: {hostname: 'mail.host.example', expected: ['socketType=SSL'], ...nobody},
    },
    {
      given: usedBy([undefined], incomingServer({hostname: 'mail.host.example', socketType: 'plain'})),
      data: {hostname: 'mail.host.example', expected: ['socketType=SSL'], ...nobody},
    },
    {
      given: usedBy(['jane.roe@ac-lyon.fr'], incomingServer({hostname: 'mail.ac-lyon.fr'})),
      data: {reason: 'otherName', hostname: 'mail.ac-lyon.fr', expected: ['hostname=imap.lyon.example'], ...example},
    },
    // Of two domains, found by its host.
    {
      given: usedBy(['jane.roe@example.com', 'jane.roe@domain.example'], outgoingServer({port: 25})),
      data: {hostname: 'smtp.example.com', expected: ['port=465'], ...example},
    },
    {
      given: shared(outgoingServer({port: 25, accountIds: ['account1', 'account2']}), ['jane.roe@elsewhere.example', 'jane.roe@domain.example'], ''),
      data: {hostname: 'smtp.example.com', expected: ['port=465'], ...example},
    },
    // Who sends with another server has no say.
    {
      given: shared(outgoingServer({hostname: 'elsewhere.example', accountIds: ['account1', 'account2']}),
        ['jane.roe@example.com', 'jane.roe@example.com'], 'jane.roe@domain.example'),
      data: {reason: 'otherName', hostname: 'elsewhere.example', expected: ['hostname=smtp.example.com'], ...example},
    },
  ],
  notApplicable: [
    // retired-server says it.
    incomingServer({hostname: 'old.example.com'}), popServer({hostname: 'OLD.example.com'}), incomingServer({hostname: 'old.example.com.'}),
    outgoingServer({hostname: 'old.example.com', port: 25}),
    ...loopbackHosts.map(hostname => incomingServer({hostname})),
    exchangeServer(), exchangeServer({type: 'graph', hostname: 'imap.example.com'}), exchangeOutgoingServer(),
    usedBy(['jane.roe@elsewhere.example'], incomingServer({hostname: 'elsewhere.example'})),
    usedBy(['jane.roe@elsewhere.example', 'jane.roe@example.com'], incomingServer({hostname: 'elsewhere.example'})),
    usedBy(['jane.roe@example.com', 'jane.roe@domain.example'], outgoingServer({hostname: 'elsewhere.example'})),
    usedBy(['jane.roe@empty.example'], incomingServer({hostname: 'elsewhere.example'})),
    usedBy(['jane.roe@domain.example'], popServer({hostname: 'elsewhere.example'})),
    // An administrator said nothing of POP there, and ours no longer counts.
    usedBy(['jane.roe@ac-lyon.fr'], outgoingServer({hostname: 'elsewhere.example'})),
  ],
  unknown: [
    incomingServer({hostname: undefined}),
    notReadOutgoingServer(),
    // It could be found by its host.
    usedBy(['jane.roe@elsewhere.example'], incomingServer({hostname: undefined})),
    usedBy(['jane.roe@elsewhere.example'], notReadOutgoingServer()),
    usedBy([undefined], incomingServer({hostname: 'elsewhere.example'})),
    usedBy(['jane.roe@example.com', undefined], outgoingServer({hostname: 'elsewhere.example'})),
  ],
});

const published = {'example.com': {
  imap: [{hostname: 'imap.example.com', port: 143, socketType: 'STARTTLS' as const}],
  smtp: [{hostname: 'smtp.example.com', port: 465, socketType: 'SSL' as const, authMethod: 'OAuth2' as const}],
  source: 'autoconfig.example.com', date: '2026-11-21',
}};
const asked = {source: 'autoconfig.example.com', date: '2026-11-21'};

// What a provider publishes, where that was asked for: advice, and for addresses of its domain only.
testRule(serverNotAsExpected, {
  policy: {publishedServers: published},
  pass: [
    incomingServer({hostname: 'IMAP.example.com.', port: 143, socketType: 'STARTTLS'}),
    // Stronger than published.
    incomingServer(), incomingServer({hostname: 'imap.example.com.', port: 143}),
    outgoingServer({authMethod: 'OAuth2'}),
  ],
  fail: [
    {
      given: incomingServer({hostname: 'imap.example.com', port: 143, socketType: 'plain'}),
      data: {hostname: 'imap.example.com', expected: ['socketType=STARTTLS'], ...asked}, severity,
    },
    {given: outgoingServer(), data: {hostname: 'smtp.example.com', expected: ['authMethod=OAuth2'], ...asked}, severity},
    // SSL/TLS is published: less is not stronger.
    {
      given: outgoingServer({port: 587, socketType: 'STARTTLS', authMethod: 'OAuth2'}),
      data: {hostname: 'smtp.example.com', expected: ['port=465', 'socketType=SSL'], ...asked}, severity,
    },
  ],
  notApplicable: [
    popServer(),
    // It may name any host.
    usedBy(['jane.roe@elsewhere.example'], incomingServer()),
    usedBy([], incomingServer()),
    usedBy(['jane.roe@example.com', 'jane.roe@elsewhere.example'], outgoingServer()),
    ...loopbackHosts.map(hostname => incomingServer({hostname})),
    exchangeServer(), exchangeOutgoingServer(),
  ],
  unknown: [usedBy([undefined], incomingServer()), usedBy([undefined], outgoingServer()), incomingServer({hostname: undefined})],
});

// An administrator before what is published, whether found by the domain or by the host.
testRule(serverNotAsExpected, {
  policy: {servers: {'example.com': {imap: [{port: 993}]}, 'smtp.example.com': {smtp: [{port: 465}]}}, publishedServers: published},
  pass: [incomingServer({hostname: 'elsewhere.example'}), usedBy(['jane.roe@elsewhere.example'], outgoingServer())],
  fail: [
    {given: incomingServer({port: 143, socketType: 'STARTTLS'}), data: {hostname: 'imap.example.com', expected: ['port=993'], ...nobody}},
    {given: usedBy(['jane.roe@elsewhere.example'], outgoingServer({port: 25})), data: {hostname: 'smtp.example.com', expected: ['port=465'], ...nobody}},
  ],
  // Nothing of what is published is added to an administrator's entry.
  notApplicable: [outgoingServer({hostname: 'elsewhere.example'})],
  unknown: [usedBy([undefined], incomingServer())],
});

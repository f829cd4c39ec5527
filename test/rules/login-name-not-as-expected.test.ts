import {loginNameNotAsExpected} from '../../src/rules/login-name-not-as-expected.ts';
import {
  exchangeOutgoingServer, exchangeServer, incomingServer, jane, loopbackHosts, notReadOutgoingServer, outgoingServer, popServer,
} from '../helpers/make.ts';
import {testRule, usedBy} from '../helpers/test-rule.ts';

const source = {source: 'Example', date: '2026-01-31'};
const username = jane.email;

testRule(loginNameNotAsExpected, {
  policy: {servers: {
    'example.com': {login: 'address', ...source},
    // Names servers that others use too, and one of its own that others do not.
    'host.example': {
      login: 'address', imap: [{hostname: 'imap.host.example'}], smtp: [{hostname: 'smtp.host.example'}],
      retired: [{hostname: 'old.host.example', successor: 'imap.host.example'}],
    },
    'twin.example': {login: 'localPart', imap: [{hostname: 'imap.host.example'}]},
    'imap.own.example': {login: 'address'},
  }},
  pass: [
    incomingServer({username}), popServer({username}), outgoingServer({username}),
    incomingServer({username: 'Jane.Roe@EXAMPLE.com'}),
    usedBy(['Jane.Roe@Example.com'], incomingServer({username})),
    // That of an alias.
    usedBy([jane.email, 'roe@elsewhere.example'], incomingServer({username: 'roe@elsewhere.example'})),
    // OAuth2 has a user name too.
    incomingServer({username, authMethod: 'OAuth2'}), outgoingServer({username, authMethod: 'OAuth2'}),
    // Its shape is asked for, not whose it is: a login of another domain, or an address that was changed since.
    incomingServer({username: 'jane.roe@example.org'}), outgoingServer({username: 'info@elsewhere.example'}),
    usedBy(['jane.roe@twin.example'], incomingServer({hostname: 'imap.own.example', username: 'jane.roe@example.org'})),
    // An account without an address, or with any, at a host that has an entry of its own.
    usedBy([], incomingServer({hostname: 'imap.own.example', username: 'info@elsewhere.example'})),
    usedBy([''], incomingServer({hostname: 'IMAP.own.example', username: 'info@elsewhere.example'})),
    usedBy(['jane.roe@elsewhere.example'], incomingServer({hostname: 'imap.own.example.', username})),
    // Of the domain of an entry that names its host.
    usedBy(['jane.roe@host.example'], incomingServer({hostname: 'imap.host.example', username})),
    usedBy(['jane.roe@host.example'], outgoingServer({hostname: 'smtp.host.example', username})),
    usedBy(['jane.roe@twin.example'], incomingServer({hostname: 'imap.host.example', username: 'jane.roe'})),
  ],
  fail: [
    {given: incomingServer(), data: {hostname: 'imap.example.com', login: 'address', ...source}},
    {given: popServer(), data: {hostname: 'pop.example.com', login: 'address', ...source}},
    {given: outgoingServer(), data: {hostname: 'smtp.example.com', login: 'address', ...source}},
    {given: outgoingServer({authMethod: 'OAuth2'}), data: {hostname: 'smtp.example.com', login: 'address', ...source}},
    // What is no user name of an incoming server is missed there.
    {given: incomingServer({authMethod: 'none', username: ''}), data: {hostname: 'imap.example.com', login: 'address', ...source}},
    {given: incomingServer({username: 'jane.roe'}), data: {hostname: 'imap.example.com', login: 'address', ...source}},
    // No part of it is an @.
    {given: incomingServer({username: 'jane.roe.example.com'}), data: {hostname: 'imap.example.com', login: 'address', ...source}},
    {given: incomingServer({username: 'EXAMPLE\\jane.roe'}), data: {hostname: 'imap.example.com', login: 'address', ...source}},
    {
      given: usedBy([], incomingServer({hostname: 'imap.own.example', username: 'jane.roe'})),
      data: {hostname: 'imap.own.example', login: 'address', source: '', date: ''},
    },
    {
      given: usedBy(['jane.roe@elsewhere.example'], incomingServer({hostname: 'IMAP.Own.Example.'})),
      data: {hostname: 'IMAP.Own.Example.', login: 'address', source: '', date: ''},
    },
    // Its own entry before that of its domain.
    {
      given: usedBy(['jane.roe@twin.example'], incomingServer({hostname: 'imap.own.example', username: 'jane.roe'})),
      data: {hostname: 'imap.own.example', login: 'address', source: '', date: ''},
    },
    // Of the domain of an entry that names its host: of two, that of the address.
    {
      given: usedBy(['jane.roe@host.example'], incomingServer({hostname: 'imap.host.example', username: 'jane.roe'})),
      data: {hostname: 'imap.host.example', login: 'address', source: '', date: ''},
    },
    {
      given: usedBy(['jane.roe@host.example'], incomingServer({hostname: 'old.host.example', username: 'jane.roe'})),
      data: {hostname: 'old.host.example', login: 'address', source: '', date: ''},
    },
    {
      given: usedBy(['jane.roe@host.example', 'sales@host.example'], outgoingServer({hostname: 'smtp.host.example', username: 'jane.roe'})),
      data: {hostname: 'smtp.host.example', login: 'address', source: '', date: ''},
    },
    {
      given: usedBy(['jane.roe@twin.example'], incomingServer({hostname: 'imap.host.example', username})),
      data: {hostname: 'imap.host.example', login: 'localPart', source: '', date: ''},
    },
  ],
  notApplicable: [
    outgoingServer({authMethod: 'none'}), outgoingServer({authMethod: 'none', username: undefined}),
    exchangeServer(), exchangeServer({type: 'graph'}), exchangeOutgoingServer(),
    ...loopbackHosts.map(hostname => incomingServer({hostname})),
    ...loopbackHosts.map(hostname => outgoingServer({hostname})),
    usedBy(['jane.roe@elsewhere.example'], incomingServer()),
    usedBy(['jane.roe@elsewhere.example', jane.email], incomingServer()),
    usedBy([jane.email, 'jane.roe@elsewhere.example'], outgoingServer()),
    // A private account at the same provider: its address is of another domain, or it has none.
    usedBy([], incomingServer({hostname: 'imap.host.example', username: 'jane.roe'})),
    usedBy([''], incomingServer({hostname: 'IMAP.host.example', username: 'jane.roe'})),
    usedBy(['jane.roe@elsewhere.example'], incomingServer({hostname: 'imap.host.example'})),
    usedBy(['jane.roe@sub.host.example'], incomingServer({hostname: 'imap.host.example'})),
    usedBy(['jane.roe@elsewhere.example', 'jane.roe@host.example'], incomingServer({hostname: 'imap.host.example'})),
    usedBy(['jane.roe@elsewhere.example'], incomingServer({hostname: 'old.host.example'})),
    usedBy(['jane.roe@elsewhere.example'], outgoingServer({hostname: 'smtp.host.example'})),
    // Of two domains: whose user name it is, nobody said.
    usedBy(['jane.roe@host.example', 'jane.roe@elsewhere.example'], outgoingServer({hostname: 'smtp.host.example'})),
  ],
  unknown: [
    incomingServer({hostname: undefined}), incomingServer({username: undefined}), notReadOutgoingServer(),
    // It may want no user name.
    outgoingServer({authMethod: undefined}), outgoingServer({authMethod: undefined, username}),
    usedBy(['jane.roe@elsewhere.example'], incomingServer({hostname: undefined})),
    usedBy([undefined], incomingServer()),
    // Its host is named; whether it is a private account there cannot be told.
    usedBy([undefined], incomingServer({hostname: 'imap.host.example', username})),
    // Found by its own host, but not what to compare with.
    usedBy([undefined], incomingServer({hostname: 'imap.own.example', username})),
    usedBy([jane.email, undefined], incomingServer()),
  ],
});

testRule(loginNameNotAsExpected, {
  policy: {servers: {
    'example.com': {login: 'localPart'},
    'imap.own.example': {login: 'localPart'},
    'host.example': {login: 'localPart', imap: [{hostname: 'imap.host.example'}]},
  }},
  pass: [
    incomingServer({username: 'jane.roe'}), popServer({username: 'JANE.Roe'}), outgoingServer({username: 'jane.roe'}),
    usedBy(['Jane.Roe@EXAMPLE.com'], incomingServer({username: 'jane.roe'})),
    usedBy([jane.email, 'sales@elsewhere.example'], incomingServer({username: 'sales'})),
    usedBy(['jane.roe@host.example'], incomingServer({hostname: 'imap.host.example', username: 'jane.roe'})),
    // At a host with an entry of its own the address may be of any domain.
    usedBy(['sales@elsewhere.example'], incomingServer({hostname: 'imap.own.example', username: 'sales'})),
    // Nothing to compare with.
    usedBy([], incomingServer({hostname: 'imap.own.example'})),
  ],
  fail: [
    {given: incomingServer(), data: {hostname: 'imap.example.com', login: 'localPart', source: '', date: ''}},
    {given: incomingServer({username}), data: {hostname: 'imap.example.com', login: 'localPart', source: '', date: ''}},
    // Only the beginning of it.
    {given: incomingServer({username: 'jane'}), data: {hostname: 'imap.example.com', login: 'localPart', source: '', date: ''}},
    {given: incomingServer({username: ''}), data: {hostname: 'imap.example.com', login: 'localPart', source: '', date: ''}},
    {given: outgoingServer({username}), data: {hostname: 'smtp.example.com', login: 'localPart', source: '', date: ''}},
    {
      given: usedBy([], incomingServer({hostname: 'imap.own.example', username})),
      data: {hostname: 'imap.own.example', login: 'localPart', source: '', date: ''},
    },
    {
      given: usedBy(['jane.roe@host.example'], incomingServer({hostname: 'imap.host.example'})),
      data: {hostname: 'imap.host.example', login: 'localPart', source: '', date: ''},
    },
  ],
  // A private account at the same provider.
  notApplicable: [
    usedBy([], incomingServer({hostname: 'imap.host.example', username})),
    usedBy(['jane.roe@elsewhere.example'], incomingServer({hostname: 'imap.host.example', username})),
  ],
});

testRule(loginNameNotAsExpected, {
  policy: {servers: {'example.com': {login: 'identifier'}, 'silent.example': {imap: [{hostname: 'imap.silent.example'}]}}},
  pass: [
    incomingServer(), popServer({username: 'JROE'}), outgoingServer(),
    // An identifier may be the same as the local part, or have a domain of Windows before it.
    incomingServer({username: 'jane.roe'}), incomingServer({username: 'EXAMPLE\\jroe'}),
  ],
  fail: [
    {given: incomingServer({username}), data: {hostname: 'imap.example.com', login: 'identifier', source: '', date: ''}},
    {given: incomingServer({username: 'jroe@other'}), data: {hostname: 'imap.example.com', login: 'identifier', source: '', date: ''}},
    {given: outgoingServer({username}), data: {hostname: 'smtp.example.com', login: 'identifier', source: '', date: ''}},
  ],
  // What is said of the servers says nothing of the user name.
  notApplicable: [usedBy(['jane.roe@silent.example'], incomingServer({username}))],
});

const lyon = {source: 'Académie de Lyon', date: '2026-11-20'};

testRule(loginNameNotAsExpected, {
  pass: [usedBy(['jane.roe@ac-lyon.fr'], incomingServer({hostname: 'mail.ac-lyon.fr'})), usedBy(['jane.roe@ac-lyon.fr'], outgoingServer())],
  fail: [
    {
      given: usedBy(['jane.roe@ac-lyon.fr'], incomingServer({hostname: 'mail.ac-lyon.fr', username: 'jane.roe@ac-lyon.fr'})),
      data: {hostname: 'mail.ac-lyon.fr', login: 'identifier', ...lyon},
    },
    {
      given: usedBy(['jane.roe@AC-LYON.fr'], outgoingServer({hostname: 'smtps.ac-lyon.fr', username: 'jane.roe@ac-lyon.fr'})),
      data: {hostname: 'smtps.ac-lyon.fr', login: 'identifier', ...lyon},
    },
  ],
  notApplicable: [
    incomingServer(), incomingServer({hostname: undefined, username}), outgoingServer({username}),
    // A server of theirs, an address of another domain.
    usedBy(['jane.roe@elsewhere.example'], incomingServer({hostname: 'mail.ac-lyon.fr', username})),
  ],
  unknown: [usedBy([undefined], incomingServer()), usedBy(['jane.roe@ac-lyon.fr'], incomingServer({hostname: undefined}))],
});

// Who publishes speaks for addresses of the domain.
testRule(loginNameNotAsExpected, {
  policy: {publishedServers: {'example.com': {login: 'address', imap: [{hostname: 'imap.example.com'}], ...source}}},
  pass: [incomingServer({username}), outgoingServer({username: 'jane.roe@example.org'})],
  fail: [
    {given: incomingServer(), data: {hostname: 'imap.example.com', login: 'address', ...source}},
    {given: incomingServer({hostname: 'elsewhere.example'}), data: {hostname: 'elsewhere.example', login: 'address', ...source}},
  ],
  notApplicable: [usedBy(['jane.roe@elsewhere.example'], incomingServer()), usedBy([], incomingServer())],
  unknown: [usedBy([undefined], incomingServer())],
});

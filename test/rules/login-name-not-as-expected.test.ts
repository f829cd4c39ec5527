import {loginNameNotAsExpected} from '../../src/rules/login-name-not-as-expected.ts';
import {
  exchangeOutgoingServer, exchangeServer, incomingServer, jane, loopbackHosts, notReadOutgoingServer, outgoingServer, popServer,
} from '../helpers/make.ts';
import {testRule, usedBy} from '../helpers/test-rule.ts';

const source = {source: 'Example', date: '2026-01-31'};
const username = jane.email;

testRule(loginNameNotAsExpected, {
  policy: {servers: {'example.com': {login: 'address', ...source}, 'host.example': {login: 'address', imap: [{hostname: 'imap.host.example'}]}}},
  pass: [
    incomingServer({username}), popServer({username}), outgoingServer({username}),
    incomingServer({username: 'Jane.Roe@EXAMPLE.com'}),
    usedBy(['Jane.Roe@Example.com'], incomingServer({username})),
    // That of an alias.
    usedBy([jane.email, 'roe@elsewhere.example'], incomingServer({username: 'roe@elsewhere.example'})),
    // OAuth2 has a user name too.
    incomingServer({username, authMethod: 'OAuth2'}), outgoingServer({username, authMethod: 'OAuth2'}),
    // An account without an address, found by its host: any address will do.
    usedBy([], incomingServer({hostname: 'imap.host.example', username: 'info@elsewhere.example'})),
    usedBy([''], incomingServer({hostname: 'IMAP.host.example', username: 'info@elsewhere.example'})),
  ],
  fail: [
    {given: incomingServer(), data: {hostname: 'imap.example.com', login: 'address', ...source}},
    {given: popServer(), data: {hostname: 'pop.example.com', login: 'address', ...source}},
    {given: outgoingServer(), data: {hostname: 'smtp.example.com', login: 'address', ...source}},
    {given: outgoingServer({authMethod: 'OAuth2'}), data: {hostname: 'smtp.example.com', login: 'address', ...source}},
    // What is no user name of an incoming server is missed there.
    {given: incomingServer({authMethod: 'none', username: ''}), data: {hostname: 'imap.example.com', login: 'address', ...source}},
    {given: incomingServer({username: 'jane.roe'}), data: {hostname: 'imap.example.com', login: 'address', ...source}},
    {given: incomingServer({username: 'jane.roe@example.org'}), data: {hostname: 'imap.example.com', login: 'address', ...source}},
    {
      given: usedBy([], incomingServer({hostname: 'imap.host.example', username: 'jane.roe'})),
      data: {hostname: 'imap.host.example', login: 'address', source: '', date: ''},
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
  ],
  unknown: [
    incomingServer({hostname: undefined}), incomingServer({username: undefined}), notReadOutgoingServer(),
    // It may want no user name.
    outgoingServer({authMethod: undefined}), outgoingServer({authMethod: undefined, username}),
    usedBy(['jane.roe@elsewhere.example'], incomingServer({hostname: undefined})),
    usedBy([undefined], incomingServer()),
    // Found by its host, but not what to compare with.
    usedBy([undefined], incomingServer({hostname: 'imap.host.example', username})),
    usedBy([jane.email, undefined], incomingServer()),
  ],
});

testRule(loginNameNotAsExpected, {
  policy: {servers: {'example.com': {login: 'localPart'}, 'host.example': {login: 'localPart', imap: [{hostname: 'imap.host.example'}]}}},
  pass: [
    incomingServer({username: 'jane.roe'}), popServer({username: 'JANE.Roe'}), outgoingServer({username: 'jane.roe'}),
    usedBy(['Jane.Roe@EXAMPLE.com'], incomingServer({username: 'jane.roe'})),
    usedBy([jane.email, 'sales@elsewhere.example'], incomingServer({username: 'sales'})),
    // Nothing to compare with.
    usedBy([], incomingServer({hostname: 'imap.host.example'})),
  ],
  fail: [
    {given: incomingServer(), data: {hostname: 'imap.example.com', login: 'localPart', source: '', date: ''}},
    {given: incomingServer({username}), data: {hostname: 'imap.example.com', login: 'localPart', source: '', date: ''}},
    // Only the beginning of it.
    {given: incomingServer({username: 'jane'}), data: {hostname: 'imap.example.com', login: 'localPart', source: '', date: ''}},
    {given: incomingServer({username: ''}), data: {hostname: 'imap.example.com', login: 'localPart', source: '', date: ''}},
    {given: outgoingServer({username}), data: {hostname: 'smtp.example.com', login: 'localPart', source: '', date: ''}},
    {
      given: usedBy([], incomingServer({hostname: 'imap.host.example', username})),
      data: {hostname: 'imap.host.example', login: 'localPart', source: '', date: ''},
    },
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
  notApplicable: [incomingServer(), incomingServer({hostname: undefined, username}), outgoingServer({username})],
  unknown: [usedBy([undefined], incomingServer()), usedBy(['jane.roe@ac-lyon.fr'], incomingServer({hostname: undefined}))],
});

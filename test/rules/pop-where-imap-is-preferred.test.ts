import type {Expectations} from '../../src/facts/expected-servers.ts';
import {popWhereImapIsPreferred} from '../../src/rules/pop-where-imap-is-preferred.ts';
import {exchangeServer, incomingServer, loopbackHosts, popServer} from '../helpers/make.ts';
import {testRule, usedBy} from '../helpers/test-rule.ts';

const servers: Expectations['servers'] = {
  'example.com': {preferred: 'imap', source: 'Example', date: '2026-01-31'},
  'pop.host.example': {preferred: 'imap'},
  // Names servers that others use too, its own among the retired.
  'named.example': {
    preferred: 'imap', pop3: [{hostname: 'pop.named.example'}], imap: [{hostname: 'imap.named.example'}],
    retired: [{hostname: 'old.named.example', successor: 'imap.named.example'}],
  },
  'twin.example': {preferred: 'imap', pop3: [{hostname: 'pop.named.example'}], source: 'Twin'},
  'fetched.example': {preferred: 'pop3', imap: [{hostname: 'imap.fetched.example'}]},
  'silent.example': {imap: [{hostname: 'imap.silent.example'}]},
  'ac-lyon.fr': {preferred: 'imap', source: 'Lyon'},
};
const data = {source: 'Example', date: '2026-01-31'};

testRule(popWhereImapIsPreferred, {
  policy: {servers},
  pass: [
    incomingServer(),
    usedBy(['jane.roe@example.com', 'jane.roe@fetched.example'], incomingServer()),
    usedBy(['jane.roe@EXAMPLE.COM'], incomingServer({hostname: 'IMAP.EXAMPLE.COM'})),
    usedBy(['jane.roe@named.example'], incomingServer({hostname: 'imap.named.example'})),
    ...loopbackHosts.map(hostname => incomingServer({hostname})),
  ],
  fail: [
    {given: popServer(), data},
    {given: usedBy(['jane.roe@example.com', 'jane.roe@fetched.example'], popServer()), data},
    {given: usedBy(['jane.roe@Example.Com'], popServer({hostname: 'elsewhere.example'})), data},
    // Without a source the administrator says so.
    {given: usedBy(['jane.roe@elsewhere.example'], popServer({hostname: 'POP.Host.Example'})), data: {source: '', date: ''}},
    {given: usedBy([], popServer({hostname: 'pop.host.example'})), data: {source: '', date: ''}},
    {given: usedBy(['jane.roe@elsewhere.example'], popServer({hostname: 'pop.host.example.'})), data: {source: '', date: ''}},
    // An entry of the host's own name is for all who use it.
    {given: usedBy([undefined], popServer({hostname: 'pop.host.example'})), data: {source: '', date: ''}},
    {given: usedBy(['jane.roe@twin.example'], popServer({hostname: 'pop.host.example'})), data: {source: '', date: ''}},
    // An entry that names the host counts for addresses of its domain.
    {given: usedBy(['jane.roe@named.example'], popServer({hostname: 'pop.named.example'})), data: {source: '', date: ''}},
    {given: usedBy(['jane.roe@named.example'], popServer({hostname: 'POP.Named.Example.'})), data: {source: '', date: ''}},
    {given: usedBy(['jane.roe@named.example'], popServer({hostname: 'old.named.example'})), data: {source: '', date: ''}},
    {given: usedBy(['jane.roe@twin.example'], popServer({hostname: 'pop.named.example'})), data: {source: 'Twin', date: ''}},
    // What an administrator says takes the place of what we know.
    {given: usedBy(['jane.roe@ac-lyon.fr'], popServer()), data: {source: 'Lyon', date: ''}},
    // A bridge on this computer that speaks POP fetches too.
    ...loopbackHosts.map(hostname => ({given: popServer({hostname}), data})),
  ],
  notApplicable: [
    exchangeServer(), exchangeServer({type: 'graph'}),
    usedBy(['jane.roe@fetched.example'], popServer()),
    usedBy(['jane.roe@silent.example'], popServer()),
    usedBy(['jane.roe@elsewhere.example'], popServer()),
    // The second may be an alias from elsewhere.
    usedBy(['jane.roe@elsewhere.example', 'jane.roe@example.com'], popServer()),
    usedBy([''], popServer()),
    usedBy([], popServer()),
    // A private account at the same provider: its address is of another domain, or it has none.
    usedBy(['jane.roe@elsewhere.example'], popServer({hostname: 'pop.named.example'})),
    usedBy(['jane.roe@sub.named.example'], popServer({hostname: 'pop.named.example'})),
    usedBy(['jane.roe@elsewhere.example', 'jane.roe@named.example'], popServer({hostname: 'pop.named.example'})),
    usedBy(['jane.roe@elsewhere.example'], popServer({hostname: 'old.named.example'})),
    usedBy(['jane.roe@elsewhere.example'], incomingServer({hostname: 'imap.named.example'})),
    usedBy([''], popServer({hostname: 'pop.named.example'})),
    usedBy([], popServer({hostname: 'pop.named.example'})),
  ],
  unknown: [
    usedBy([undefined], popServer()),
    usedBy([undefined], incomingServer()),
    // Its host is named; whether it is a private account there cannot be told.
    usedBy([undefined], popServer({hostname: 'pop.named.example'})),
    // It could be found by its host.
    usedBy(['jane.roe@elsewhere.example'], popServer({hostname: undefined})),
  ],
});

// The academies published no preference.
testRule(popWhereImapIsPreferred, {
  notApplicable: [
    popServer(), popServer({hostname: undefined}), usedBy(['jane.roe@ac-aix-marseille.fr'], popServer({hostname: 'pop.ac-aix-marseille.fr'})),
  ],
});

// Who publishes speaks for addresses of the domain.
testRule(popWhereImapIsPreferred, {
  policy: {publishedServers: {'example.com': {preferred: 'imap', pop3: [{hostname: 'pop.example.com'}], source: 'autoconfig.example.com'}}},
  pass: [incomingServer()],
  fail: [{given: popServer(), data: {source: 'autoconfig.example.com', date: ''}}],
  notApplicable: [usedBy(['jane.roe@elsewhere.example'], popServer()), usedBy([], popServer())],
  unknown: [usedBy([undefined], popServer())],
});

import {retiredServer} from '../../src/rules/retired-server.ts';
import {
  exchangeOutgoingServer, exchangeServer, incomingServer, loopbackHosts, notReadOutgoingServer, outgoingServer, popServer,
} from '../helpers/make.ts';
import {testRule, usedBy} from '../helpers/test-rule.ts';

const servers = {
  'example.com': {
    retired: [
      {hostname: 'old.example.com', successor: 'imap.example.com'},
      {hostname: 'relay.example.com', successor: 'smtp.example.com'},
      {hostname: 'localhost', successor: 'imap.example.com'},
    ],
    source: 'Example', date: '2026-01-31',
  },
  'host.example': {retired: [{hostname: 'mail.host.example', successor: 'imap.host.example'}]},
  'silent.example': {imap: [{hostname: 'imap.silent.example'}], retired: []},
};
const old = {hostname: 'old.example.com', successor: 'imap.example.com', source: 'Example', date: '2026-01-31'};
const relay = {...old, hostname: 'relay.example.com', successor: 'smtp.example.com'};
const foreign = {hostname: 'mail.host.example', successor: 'imap.host.example', source: '', date: ''};

testRule(retiredServer, {
  policy: {servers},
  pass: [
    incomingServer(), popServer(), outgoingServer(),
    // A name that only begins or ends alike.
    incomingServer({hostname: 'old.example.com.example.net'}), incomingServer({hostname: 'very.old.example.com'}),
    // One final dot is that of a full name; two are no name.
    incomingServer({hostname: 'imap.example.com.'}), incomingServer({hostname: 'old.example.com..'}), incomingServer({hostname: '.old.example.com'}),
    // The successor.
    usedBy(['jane.roe@host.example'], incomingServer({hostname: 'imap.host.example'})),
    // Another entry than that of the address may announce it: every server is looked up.
    usedBy(['jane.roe@silent.example'], incomingServer()),
    usedBy(['jane.roe@elsewhere.example'], incomingServer()),
    usedBy(['jane.roe@elsewhere.example', 'jane.roe@example.com'], incomingServer()),
    usedBy(['jane.roe@example.com', 'jane.roe@elsewhere.example'], outgoingServer()),
    usedBy([undefined], incomingServer()),
  ],
  fail: [
    {given: incomingServer({hostname: 'old.example.com'}), data: old},
    {given: incomingServer({hostname: 'OLD.Example.Com'}), data: old},
    // A final dot does not matter.
    {given: incomingServer({hostname: 'old.example.com.'}), data: old},
    {given: popServer({hostname: 'OLD.example.com.'}), data: old},
    {given: outgoingServer({hostname: 'Relay.example.com.'}), data: relay},
    {given: popServer({hostname: 'old.example.com'}), data: old},
    {given: outgoingServer({hostname: 'relay.example.com'}), data: relay},
    {given: outgoingServer({hostname: 'relay.example.com', authMethod: 'none'}), data: relay},
    // Only its name counts.
    {given: incomingServer({hostname: 'old.example.com', port: 143, socketType: 'plain'}), data: old},
    {given: usedBy(['jane.roe@silent.example'], incomingServer({hostname: 'old.example.com'})), data: old},
    // By its host, whosever address it is for.
    {given: incomingServer({hostname: 'mail.host.example'}), data: foreign},
    {given: incomingServer({hostname: 'Mail.Host.example.'}), data: foreign},
    {given: usedBy([], incomingServer({hostname: 'mail.host.example'})), data: foreign},
    {given: usedBy([], incomingServer({hostname: 'mail.host.example.'})), data: foreign},
    {given: usedBy(['jane.roe@elsewhere.example'], popServer({hostname: 'mail.host.example'})), data: foreign},
    {given: usedBy([undefined], incomingServer({hostname: 'mail.host.example'})), data: foreign},
    {given: usedBy(['jane.roe@example.com', 'jane.roe@elsewhere.example'], outgoingServer({hostname: 'relay.example.com'})), data: relay},
  ],
  notApplicable: [
    exchangeServer({hostname: 'old.example.com'}), exchangeServer({type: 'graph', hostname: 'old.example.com'}),
    exchangeOutgoingServer({hostname: 'relay.example.com'}),
    ...loopbackHosts.map(hostname => incomingServer({hostname})),
  ],
  unknown: [
    incomingServer({hostname: undefined}),
    notReadOutgoingServer(),
    usedBy(['jane.roe@elsewhere.example'], incomingServer({hostname: undefined})),
  ],
});

// No academy announced one.
testRule(retiredServer, {
  notApplicable: [
    incomingServer(), incomingServer({hostname: undefined}), usedBy(['jane.roe@ac-lyon.fr'], incomingServer({hostname: 'mail.ac-lyon.fr'})),
  ],
});

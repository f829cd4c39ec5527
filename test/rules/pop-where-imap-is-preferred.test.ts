import type {Expectations} from '../../src/rule.ts';
import {popWhereImapIsPreferred} from '../../src/rules/pop-where-imap-is-preferred.ts';
import {exchangeServer, incomingServer, loopbackHosts, popServer} from '../helpers/make.ts';
import {testRule, usedBy} from '../helpers/test-rule.ts';

const servers: Expectations['servers'] = {
  'example.com': {preferred: 'imap', source: 'Example', date: '2026-01-31'},
  'pop.host.example': {preferred: 'imap'},
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
    ...loopbackHosts.map(hostname => incomingServer({hostname})),
  ],
  fail: [
    {given: popServer(), data},
    {given: usedBy(['jane.roe@example.com', 'jane.roe@fetched.example'], popServer()), data},
    {given: usedBy(['jane.roe@Example.Com'], popServer({hostname: 'elsewhere.example'})), data},
    // Without a source the administrator says so.
    {given: usedBy(['jane.roe@elsewhere.example'], popServer({hostname: 'POP.Host.Example'})), data: {source: '', date: ''}},
    {given: usedBy([], popServer({hostname: 'pop.host.example'})), data: {source: '', date: ''}},
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
  ],
  unknown: [
    usedBy([undefined], popServer()),
    usedBy([undefined], incomingServer()),
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

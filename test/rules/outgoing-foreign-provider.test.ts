import {outgoingForeignProvider} from '../../src/rules/outgoing-foreign-provider.ts';
import type {Identity, OutgoingServer} from '../../src/snapshot.ts';
import {exchangeOutgoingServer, identity, outgoingServer, snapshot} from '../helpers/make.ts';
import {testRule} from '../helpers/test-rule.ts';

/** An identity of this address that sends with this server. */
const sending = (email: string | undefined, server: OutgoingServer, differences: Partial<Identity> = {}) => {
  const subject = identity({email, outgoingServerKey: server.key, ...differences});
  return {subject, snapshot: snapshot({identities: [subject], outgoingServers: [server]})};
};
const through = (hostname: string | undefined, email: string | undefined) => sending(email, outgoingServer({hostname}));

testRule(outgoingForeignProvider, {
  pass: [
    through('smtp.gmail.com', 'a1@gmail.com'), through('SMTP.Googlemail.com.', 'A2@Gmail.com'),
    through('smtp.orange.fr', 'a3@wanadoo.fr'), through('smtp.office365.com', 'a4@hotmail.fr'), through('smtp-mail.outlook.com', 'a5@live.fr'),
    // One company: Yahoo and AOL, SFR and what it bought.
    through('smtp.mail.yahoo.com', 'a6@aol.fr'), through('smtp.sfr.fr', 'a7@neuf.fr'),
    through('smtps.ac-lyon.fr', 'a8@ac-lyon.fr'), through('smtp.mail.me.com', 'a9@icloud.com'), through('mail.gmx.net', 'a10@gmx.fr'),
  ],
  fail: [
    {given: through('smtp.orange.fr', 'b1@gmail.com'), data: {hostname: 'smtp.orange.fr'}},
    {given: through('smtp.gmail.com', 'b2@laposte.net'), data: {hostname: 'smtp.gmail.com'}},
    // What a leaflet of an academy once told its readers: the server of the Internet provider at home.
    {given: through('smtp.free.fr', 'b3@ac-besancon.fr'), data: {hostname: 'smtp.free.fr'}},
    {given: through('smtp.ac-aix-marseille.fr', 'b4@ac-lyon.fr'), data: {hostname: 'smtp.ac-aix-marseille.fr'}},
    {given: sending('b5@free.fr', outgoingServer({hostname: 'smtp.sfr.fr'}), {accountTypes: ['pop3']}), data: {hostname: 'smtp.sfr.fr'}},
  ],
  notApplicable: [
    // A freelancer’s own domain, sent through Gmail or through anybody.
    through('smtp.gmail.com', 'c1@example.com'), through('smtp.example.com', 'c2@example.com'), through(undefined, 'c3@example.com'),
    // A relay of one’s own, at work or on this computer: whom it belongs to, nobody knows.
    through('smtp.example.com', 'c4@gmail.com'), through('127.0.0.1', 'c5@gmail.com'), through('gmail.com.example.org', 'c6@orange.fr'),
    // An address that only looks like it.
    through('smtp.gmail.com', 'c7@mail.orange.fr'), through('smtp.gmail.com', ''),
    // A Microsoft account may have an address of Gmail’s as its login.
    sending('c8@gmail.com', exchangeOutgoingServer({hostname: 'outlook.office365.com'})),
    sending('c9@gmail.com', exchangeOutgoingServer({type: 'graph', hostname: undefined})),
    // missing-outgoing-server says it.
    identity({email: 'c10@gmail.com', outgoingServerKey: ''}),
  ],
  unknown: [
    through(undefined, 'd1@gmail.com'), through('smtp.gmail.com', undefined),
    sending('d3@gmail.com', outgoingServer({type: 'unknown', hostname: 'smtp.orange.fr'})),
    identity({email: 'd4@gmail.com', outgoingServerKey: undefined}), identity({email: 'd5@gmail.com', outgoingServerKey: 'smtp7'}),
  ],
});

// Who runs the domain knows what is right for it.
testRule(outgoingForeignProvider, {
  policy: {servers: {'ac-besancon.fr': {smtp: [{hostname: 'smtp.besancon.example'}, {hostname: 'smtp.orange.fr'}, {port: 465}]}}},
  pass: [through('smtp.orange.fr', 'e1@ac-besancon.fr'), through('SMTP.orange.fr.', 'e2@AC-Besancon.fr')],
  fail: [
    {given: through('smtp.free.fr', 'e3@ac-besancon.fr'), data: {hostname: 'smtp.free.fr'}},
    {given: through('smtp.orange.fr', 'e4@ac-lyon.fr'), data: {hostname: 'smtp.orange.fr'}},
  ],
});

testRule(outgoingForeignProvider, {
  policy: {publishedServers: {'ac-besancon.fr': {smtp: [{hostname: 'smtp.orange.fr'}]}, 'ac-lyon.fr': {}}},
  pass: [through('smtp.orange.fr', 'f1@ac-besancon.fr')],
  fail: [{given: through('smtp.orange.fr', 'f2@ac-lyon.fr'), data: {hostname: 'smtp.orange.fr'}}],
});

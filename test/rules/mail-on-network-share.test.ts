import {exchangeServer, incomingServer, localFolders, popServer} from '../helpers/make.ts';
import {testRule, within} from '../helpers/test-rule.ts';
import {mailOnNetworkShare} from '../../src/rules/mail-on-network-share.ts';

// test/facts/paths.test.ts has every kind.
testRule(mailOnNetworkShare, {
  pass: [
    popServer({localPath: '/data/mail/pop.example.com'}), localFolders({localPath: 'D:\\Mail'}),
    // Another disk of this computer as well as another computer: its path does not tell.
    incomingServer({localPath: '/Volumes/Mail'}), incomingServer({localPath: 'Z:\\Mail'}),
    // mail-in-cloud-folder says it.
    popServer({localPath: '/home/jroe/Dropbox/Mail'}),
  ],
  fail: [
    {given: popServer({localPath: '\\\\nas\\mail'}), data: {}},
    {given: incomingServer({localPath: '//nas/mail'}), data: {}},
    {given: exchangeServer({localPath: '/run/user/1000/gvfs/smb-share:server=nas,share=mail/Mail'}), data: {}},
    {given: localFolders({localPath: '\\\\?\\UNC\\nas\\mail'}), data: {}},
    {given: within({profilePath: '\\\\server\\home\\jroe\\ab.default'}, popServer({localPath: '\\\\nas\\mail'})), data: {}},
  ],
  notApplicable: [
    incomingServer(), localFolders(),
    // An organisation redirects the folders of its users to a server, the profile among them, and Thunderbird's own set-up puts the mail there.
    within({profilePath: '\\\\server\\home\\jroe\\ab.default'}, popServer({localPath: '\\\\server\\home\\jroe\\ab.default\\Mail\\pop.example.com'})),
    // It delivers into the folders of another account, which is judged.
    popServer({deferredToAccount: 'account2', localPath: '\\\\nas\\mail'}),
  ],
  unknown: [
    within({profilePath: undefined}, incomingServer()), within({profilePath: undefined}, popServer({localPath: '\\\\nas\\other'})),
    incomingServer({localPath: undefined}),
    popServer({deferredToAccount: undefined, localPath: '/data/mail'}),
  ],
});

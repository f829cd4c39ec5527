import {exchangeServer, incomingServer, localFolders, popServer, profilePath} from '../helpers/make.ts';
import {testRule, within} from '../helpers/test-rule.ts';
import {mailInCloudFolder} from '../../src/rules/mail-in-cloud-folder.ts';

// test/facts/paths.test.ts has every product.
testRule(mailInCloudFolder, {
  pass: [
    popServer({localPath: '/data/mail/pop.example.com'}), localFolders({localPath: 'D:\\Mail'}),
    // A person's own name for a folder.
    incomingServer({localPath: '/home/jroe/Dropbox stuff/Mail'}),
    // mail-on-network-share says it.
    popServer({localPath: '\\\\nas\\mail'}),
  ],
  fail: [
    {given: popServer({localPath: '/home/jroe/Dropbox/Mail'}), data: {product: 'Dropbox'}},
    {given: incomingServer({localPath: 'C:\\Users\\jroe\\OneDrive - Contoso\\Mail'}), data: {product: 'OneDrive'}},
    {given: exchangeServer({localPath: '/home/jroe/Nextcloud/Mail'}), data: {product: 'Nextcloud'}},
    // The name of the folder holds an address.
    {given: localFolders({localPath: '/Users/jroe/Library/CloudStorage/GoogleDrive-jane.roe@example.com/Mail'}), data: {product: 'Google Drive'}},
    {given: within({profilePath: '/home/jroe/Dropbox/profile'}, popServer({localPath: '/home/jroe/OneDrive/Mail'})), data: {product: 'OneDrive'}},
  ],
  notApplicable: [
    // What is inside the profile is where the profile is: profile-in-cloud-folder says it, once.
    incomingServer(), localFolders(),
    within({profilePath: '/home/jroe/Dropbox/profile'}, popServer({localPath: '/home/jroe/Dropbox/profile/Mail/pop.example.com'})),
    // It delivers into the folders of another account, which is judged.
    popServer({deferredToAccount: 'account2', localPath: '/home/jroe/Dropbox/Mail'}),
  ],
  unknown: [
    within({profilePath: undefined}, incomingServer()), within({profilePath: undefined}, popServer({localPath: '/home/jroe/Dropbox/Mail'})),
    incomingServer({localPath: undefined}),
    popServer({deferredToAccount: undefined, localPath: '/data/mail'}),
    popServer({deferredToAccount: undefined, localPath: `${profilePath}/../Mail`}),
  ],
});

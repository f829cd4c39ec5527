import {profileInCloudFolder} from '../../src/rules/profile-in-cloud-folder.ts';
import {program} from '../helpers/make.ts';
import {testRule} from '../helpers/test-rule.ts';

// test/facts/paths.test.ts has every product.
testRule(profileInCloudFolder, {
  pass: [
    program(),
    program({profilePath: 'C:\\Users\\jroe\\AppData\\Roaming\\Thunderbird\\Profiles\\ab.default'}),
    // A person's own name for a folder.
    program({profilePath: '/home/jroe/Dropbox stuff/ab.default'}),
    // An organisation's doing, as when it redirects the folders of its users to a server.
    program({profilePath: '\\\\server\\home\\jroe\\ab.default'}),
  ],
  fail: [
    {given: program({profilePath: '/home/jroe/Dropbox/ab.default'}), data: {product: 'Dropbox'}},
    {given: program({profilePath: 'C:\\Users\\jroe\\OneDrive - Contoso\\ab.default'}), data: {product: 'OneDrive'}},
    // The name of the folder holds an address.
    {given: program({profilePath: '/Users/jroe/Library/CloudStorage/GoogleDrive-jane.roe@example.com/My Drive/ab'}), data: {product: 'Google Drive'}},
  ],
  // There is always a profile.
  notApplicable: [],
});

import {exchangeServer, incomingServer, localFolders, popServer, profilePath} from '../helpers/make.ts';
import {testRule, within} from '../helpers/test-rule.ts';
import {mailOutsideProfile} from '../../src/rules/mail-outside-profile.ts';

const windows = 'C:\\Users\\jroe\\AppData\\Roaming\\Thunderbird\\Profiles\\ab.default';

testRule(mailOutsideProfile, {
  pass: [
    incomingServer(), popServer(), exchangeServer(), localFolders(),
    // Somebody put the profile elsewhere, and the mail is in it.
    within({profilePath: '/data/mail'}, popServer({localPath: '/data/mail/Mail/pop.example.com'})),
    // Windows writes the same folder in any case.
    within({profilePath: windows}, popServer({localPath: `${windows.toUpperCase()}\\Mail\\pop.example.com`})),
  ],
  fail: [
    {given: incomingServer({localPath: '/data/mail/imap.example.com'}), data: {}},
    {given: popServer({localPath: `${profilePath}2/Mail/pop.example.com`}), data: {}},
    {given: exchangeServer({localPath: `${profilePath}/../Mail`}), data: {}},
    {given: localFolders({localPath: '/data/Local Folders'}), data: {}},
    {given: within({profilePath: windows}, popServer({localPath: 'D:\\Mail'})), data: {}},
    {given: within({profilePath: windows}, localFolders({localPath: '\\\\nas\\mail'})), data: {}},
  ],
  notApplicable: [
    // It delivers into the folders of another account, which is judged.
    popServer({deferredToAccount: 'account2', localPath: '/data/mail/pop.example.com'}),
  ],
  unknown: [
    within({profilePath: undefined}, incomingServer()), within({profilePath: undefined}, localFolders({localPath: '/data/mail'})),
    popServer({deferredToAccount: undefined}),
  ],
});

import {describe, expect, it} from 'vitest';
import {isInside, isOnNetworkShare, syncedBy} from '../../src/facts/paths.ts';

const linux = '/home/jroe/.thunderbird/ab.default';
const windows = 'C:\\Users\\jroe\\AppData\\Roaming\\Thunderbird\\Profiles\\ab.default';

describe('isInside', () => {
  it.each([
    [linux, linux], [`${linux}/`, linux], [linux, `${linux}/`], [`${linux}/Mail/pop.example.com`, linux], [`${linux}//Mail`, linux], ['/home/./jroe/.thunderbird/ab.default/Mail', linux],
    [`${linux}/Mail/../ImapMail`, linux], ['/home/other/../jroe/.thunderbird/ab.default/Mail', linux], [`${linux}/Mail`, '/'],
    [`${windows}\\Mail`, windows], [`${windows}\\Mail\\`, `${windows}\\`], [`${windows.toUpperCase()}\\mail`, windows], [`${windows}\\Mail`, windows.toLowerCase()],
    [`${windows.replaceAll('\\', '/')}/Mail`, windows], [`\\\\?\\${windows}\\Mail`, windows], ['c:\\mail', 'C:\\'],
    ['\\\\Server\\Home\\ab.default\\Mail', '\\\\server\\home\\ab.default'], ['//server/home/ab/Mail', '\\\\server\\home\\ab'],
    ['\\\\?\\UNC\\server\\home\\ab\\Mail', '\\\\server\\home\\ab'],
  ])('%s is inside %s', (path, folder) => expect(isInside(path, folder)).toBe(true));

  it.each([
    // The same letters are not the same folder.
    [`${linux}2/Mail`, linux], [`${linux}.old`, linux], [`${windows}2\\Mail`, windows],
    ['/home/jroe/.thunderbird', linux], ['/home/jroe/Mail', linux], [`${linux}/../Mail`, linux], [`${linux}/Mail/../../../x`, linux], [`${windows}\\..\\Mail`, windows],
    // Linux tells capitals from small letters, and a backslash is a letter.
    [linux.toUpperCase(), linux], [`${linux}\\Mail`, linux],
    ['D:\\Users\\jroe', 'C:\\Users\\jroe'], ['\\\\c\\Users\\jroe', 'C:\\Users\\jroe'], ['/server/home/ab', '\\\\server\\home\\ab'], ['/c:/Users', 'C:\\Users'],
    // .. goes no further up than the root.
    ['/../../home', '/etc'],
  ])('%s is not inside %s', (path, folder) => expect(isInside(path, folder)).toBe(false));

  it('is undecidable without both', () => {
    expect(isInside(undefined, linux)).toBeUndefined();
    expect(isInside(linux, undefined)).toBeUndefined();
  });
});

describe('isOnNetworkShare', () => {
  it.each([
    '\\\\nas\\mail', '//nas/mail', '\\\\?\\UNC\\nas\\mail', '/run/user/1000/gvfs/smb-share:server=nas,share=mail/Mail', '/home/jroe/.gvfs/sftp:host=nas/Mail',
    '/run/user/1000/gvfs/dav:host=nas,ssl=true/Mail', '/run/user/1000/gvfs/nfs:host=nas/Mail',
  ])('%s', path => expect(isOnNetworkShare(path)).toBe(true));

  it.each([
    linux, windows, `\\\\?\\${windows}`, 'D:\\Mail', '/Volumes/Mail', '/media/jroe/Mail', '/home/jroe/smb-share', '/home/jroe/nfs:old', '/home/jroe//Mail',
  ])('not %s', path => expect(isOnNetworkShare(path)).toBe(false));
});

describe('syncedBy', () => {
  it.each([
    ['C:\\Users\\jroe\\OneDrive\\Mail', 'OneDrive'], ['C:\\Users\\jroe\\OneDrive - Contoso\\Documents\\Mail', 'OneDrive'],
    ['/Users/jroe/Library/CloudStorage/OneDrive-Personal/Mail', 'OneDrive'], ['/home/jroe/OneDrive', 'OneDrive'],
    ['/run/user/1000/gvfs/onedrive:host=outlook.com,user=jane.roe/Mail', 'OneDrive'],
    ['C:\\Users\\jroe\\Dropbox\\Mail', 'Dropbox'], ['/home/jroe/Dropbox (Personal)/Mail', 'Dropbox'], ['/Users/jroe/Library/CloudStorage/Dropbox/Mail', 'Dropbox'],
    ['C:\\Users\\jroe\\iCloudDrive\\Mail', 'iCloud Drive'], ['/Users/jroe/Library/Mobile Documents/com~apple~CloudDocs/Mail', 'iCloud Drive'],
    ['C:\\Users\\jroe\\Google Drive\\Mail', 'Google Drive'], ['/Volumes/GoogleDrive/My Drive/Mail', 'Google Drive'],
    // What follows the hyphen is an address.
    ['/Users/jroe/Library/CloudStorage/GoogleDrive-jane.roe@example.com/My Drive/Mail', 'Google Drive'],
    ['/Users/jroe/Library/CloudStorage/ProtonDrive-jane.roe@example.com-folder/Mail', 'Proton Drive'], ['/Users/jroe/Library/CloudStorage/Box-Box/Mail', 'Box'],
    ['/run/user/1000/gvfs/google-drive:host=example.com,user=jane.roe/Mail', 'Google Drive'],
    ['/home/jroe/Nextcloud/Mail', 'Nextcloud'], ['/home/jroe/Nextcloud2/Mail', 'Nextcloud'], ['/home/jroe/ownCloud/Mail', 'ownCloud'], ['/home/jroe/kDrive/Mail', 'kDrive'],
    ['c:\\users\\jroe\\ONEDRIVE\\mail', 'OneDrive'],
    ['G:\\My Drive\\Mail', 'Google Drive'], ['G:\\Mon Drive\\Mail', 'Google Drive'], ['H:\\Drive partagés\\Club\\Mail', 'Google Drive'], ['C:\\Users\\jroe\\My Drive (jane.roe@example.com)\\Mail', 'Google Drive'],
    ['/Users/jroe/My Drive/Mail', 'Google Drive'],
    ['C:\\Users\\jroe\\Documents\\MEGA\\Mail', 'MEGA'], ['C:\\Users\\jroe\\Documents\\MEGAsync\\Mail', 'MEGA'], ['/home/jroe/MEGA/Mail', 'MEGA'], ['/Users/jroe/MEGA', 'MEGA'],
    ['C:\\Users\\jroe\\Box\\Mail', 'Box'], ['/Users/jroe/Box/Mail', 'Box'], ['C:\\Users\\jroe\\Box Sync\\Mail', 'Box'],
    ['/home/jroe/pCloudDrive/Mail', 'pCloud'], ['/Users/jroe/pCloud Drive/Mail', 'pCloud'], ['C:\\Users\\jroe\\pCloud Sync\\Mail', 'pCloud'],
    ['C:\\Users\\jroe\\SynologyDrive\\Mail', 'Synology Drive'], ['/home/jroe/SynologyDrive/Mail', 'Synology Drive'], ['D:\\CloudStation\\Mail', 'Synology Drive'],
    ['/Users/jroe/Library/CloudStorage/SynologyDrive-nas/Mail', 'Synology Drive'],
    ['C:\\Users\\jroe\\Seafile\\Library\\Mail', 'Seafile'], ['D:\\Seafile\\Mail', 'Seafile'], ['/home/jroe/Seafile/Mail', 'Seafile'], ['C:\\Users\\jroe\\seadrive_root\\jroe\\Mail', 'Seafile'], ['/home/jroe/SeaDrive/Mail', 'Seafile'],
    ['C:\\Users\\jroe\\Proton Drive\\jane.roe@example.com\\My files\\Mail', 'Proton Drive'],
    // A folder of a program we do not know, and perhaps somebody's name.
    ['/Users/jroe/Library/CloudStorage/JaneRoe-Private/Mail', 'CloudStorage'], ['/Users/jroe/Library/CloudStorage/jane.roe@example.com/Mail', 'CloudStorage'],
  ])('%s: %s', (path, product) => expect(syncedBy(path)).toBe(product));

  it.each([
    linux, windows, '/', 'C:\\',
    // A person's own names.
    '/home/jroe/Dropbox stuff/Mail', '/home/jroe/My Dropbox/Mail', '/home/jroe/OneDrive-old/Mail', '/home/jroe/OneDriveBackup/Mail', '/home/jroe/Nextcloud backup/Mail',
    '/home/jroe/Google Drives/Mail', '/home/jroe/Drive/Mail', '/home/jroe/Box/Mail', '/home/jroe/Not OneDrive - Contoso/Mail', '/home/jroe/Documents/My Drive/Mail', 'D:\\Backup\\My Drive\\Mail', '/home/jroe/Games/MEGA/Mail', 'D:\\MEGA\\Mail', 'D:\\Box\\Mail', '/srv/Box',
    '/opt/seafile/Mail', '/home/jroe/src/seafile/Mail', '/My Drive/Mail', '/home/jroe/Mega drive/Mail', '/home/jroe/pCloud/Mail', 'C:\\Users\\Box\\Mail', '/home/Seafile/Mail', '/Users/jroe/Library/CloudStorage',
    // Left again.
    '/home/jroe/Dropbox/../Mail',
    `${linux}/ImapMail/nextcloud.example.com`, `${linux}/Mail/pop.dropbox.com`,
  ])('not %s', path => expect(syncedBy(path)).toBeUndefined());
});

/** Folders as absolute paths of Windows, macOS and Linux. A path may hold a name: all that is told of one is a program's name. */
import {derived} from '../memo.ts';

/** A folder is inside itself. Windows writes the same name in any case. Undefined is undecidable. */
export function isInside(path: string | undefined, folder: string | undefined): boolean | undefined {
  if (path === undefined || folder === undefined) return undefined;
  const [inner, outer] = [parse(path), parse(folder)];
  const isSame = (a = '', b = '') => a === b || outer.root !== '/' && a.toLowerCase() === b.toLowerCase();
  return inner.root === outer.root && outer.names.every((name, i) => isSame(inner.names[i], name));
}

interface Parsed {
  /** A drive of Windows, `//` for a share of a network, or `/`. */
  root: string;
  names: string[];
}

/** `\\?\` before a long path of Windows says nothing of the place. */
const parse = derived((path: string): Parsed => {
  const plain = path.replace(/^\\\\\?\\(UNC(?=\\))?/i, (_, unc) => unc ? '\\' : '');
  const windows = /^([a-z]:|[\\/]{2})/i.exec(plain);
  const root = windows ? windows[0].toLowerCase().replaceAll('\\', '/') : '/';
  const names: string[] = [];
  for (const name of plain.slice(windows?.[0].length ?? 0).split(windows ? /[\\/]/ : '/')) {
    if (name === '..') names.pop();
    else if (name !== '' && name !== '.') names.push(name);
  }
  return {root, names};
});

/** A share by its own name, or as gvfs mounts it. Neither a drive letter nor /Volumes tells. */
export function isOnNetworkShare(path: string): boolean {
  const {root, names} = parse(path);
  return root === '//' || names.some(name => /^(smb-share|afp-volume|sftp|davs?|ftps?|nfs):\w+=/.test(name));
}

/** Where in a path a folder has its place: at the top of a drive of Windows, in somebody's home, in their documents, or just anywhere. */
type Position = 'drive' | 'home' | 'windowsOrMacHome' | 'documents';

interface SyncFolder {
  product: string;
  folder: RegExp;
  /** For names that people give to folders of theirs too; absent where nobody would. */
  at?: Position[];
}

/**
 * The folders that programs make by themselves. A second one has a name added by Dropbox and OneDrive, a number by Nextcloud and its like,
 * whose first has the program's own name (Theme::defaultClientFolder in theme.cpp of both, read 2026-11-21). Of the others, read 2026-11-28: Google's help on
 * Drive for desktop (the folder has the name it has on the web, in its language), Box's on its administrators (a home of Windows or macOS), Seafile's client,
 * which takes a home or a drive, and for MEGA, pCloud, Synology Drive and Proton Drive paths that people published.
 */
const syncFolders: SyncFolder[] = [
  {product: 'OneDrive', folder: /^(onedrive( - .+)?|onedrive:host=.*)$/i},
  {product: 'Dropbox', folder: /^dropbox( \(.+\))?$/i},
  {product: 'iCloud Drive', folder: /^(iclouddrive|mobile documents)$/i},
  {product: 'Google Drive', folder: /^(google ?drive|google-drive:host=.*)$/i},
  {product: 'Google Drive', folder: /^(my drive|mon drive|meine ablage|mi unidad|il mio drive)( \(.+\))?$/i, at: ['drive', 'home']},
  {product: 'Google Drive', folder: /^(shared drives|drive partagés)$/i, at: ['drive']},
  {product: 'Nextcloud', folder: /^nextcloud\d*$/i},
  {product: 'ownCloud', folder: /^owncloud\d*$/i},
  {product: 'kDrive', folder: /^kdrive\d*$/i},
  {product: 'MEGA', folder: /^mega(sync)?$/i, at: ['home', 'documents']},
  {product: 'Box', folder: /^box( sync)?$/i, at: ['windowsOrMacHome']},
  {product: 'pCloud', folder: /^pcloud ?(drive|sync)$/i},
  {product: 'Synology Drive', folder: /^(synologydrive|cloudstation)\d*$/i},
  {product: 'Seafile', folder: /^seafile$/i, at: ['drive', 'home']},
  {product: 'Seafile', folder: /^(seadrive|seadrive_root)$/i},
  {product: 'Proton Drive', folder: /^proton ?drive$/i},
];

/** The program that copies this folder to a server, by its name; never by that of the folder, which may be somebody's. */
export function syncedBy(path: string): string | undefined {
  const {root, names} = parse(path);
  return names.map((name, i) => names[i - 1] === 'CloudStorage' ? provider(name) : productOf(name, positionsOf(root, names, i))).find(Boolean);
}

/** In ~/Library/CloudStorage of macOS every folder is a program's: its name, and after a hyphen the account, which may be an address. */
function provider(name: string): string {
  const [program] = name.split('-', 1) as [string];
  return syncFolders.find(({folder}) => folder.test(program))?.product ?? 'CloudStorage';
}

function productOf(name: string, positions: readonly Position[]): string | undefined {
  return syncFolders.find(({folder, at}) => folder.test(name) && (!at || at.some(position => positions.includes(position))))?.product;
}

function positionsOf(root: string, names: readonly string[], i: number): Position[] {
  const homes = (names[0] ?? '').toLowerCase();
  const isHome = homes === 'users' || homes === 'home';
  return [
    ...i === 0 && root.endsWith(':') ? ['drive' as const] : [],
    ...i === 2 && isHome ? ['home' as const] : [],
    ...i === 2 && homes === 'users' ? ['windowsOrMacHome' as const] : [],
    ...i === 3 && isHome && names[2]!.toLowerCase() === 'documents' ? ['documents' as const] : [],
  ];
}

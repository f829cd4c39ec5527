/** Folders as absolute paths of Windows, macOS and Linux. A path may hold a name: all that is told of one is a program's name. */

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

const parsed = new Map<string, Parsed>();

/** Each path once: three rules ask for that of each account, and each time for the profile's. */
function parse(path: string): Parsed {
  let known = parsed.get(path);
  if (!known) parsed.set(path, known = parseAnew(path));
  return known;
}

/** `\\?\` before a long path of Windows says nothing of the place. */
function parseAnew(path: string): Parsed {
  const plain = path.replace(/^\\\\\?\\(UNC(?=\\))?/i, (_, unc) => unc ? '\\' : '');
  const windows = /^([a-z]:|[\\/]{2})/i.exec(plain);
  const root = windows ? windows[0].toLowerCase().replaceAll('\\', '/') : '/';
  const names: string[] = [];
  for (const name of plain.slice(windows?.[0].length ?? 0).split(windows ? /[\\/]/ : '/')) {
    if (name === '..') names.pop();
    else if (name !== '' && name !== '.') names.push(name);
  }
  return {root, names};
}

/** A share by its own name, or as gvfs mounts it. Neither a drive letter nor /Volumes tells. */
export function isOnNetworkShare(path: string): boolean {
  const {root, names} = parse(path);
  return root === '//' || names.some(name => /^(smb-share|afp-volume|sftp|davs?|ftps?|nfs):\w+=/.test(name));
}

/**
 * The folders that programs make by themselves. A second one has a name added by Dropbox and OneDrive, a number by Nextcloud and its like,
 * whose first has the program's own name (Theme::defaultClientFolder in theme.cpp of both, read 2026-11-21).
 */
const syncFolders: [product: string, folder: RegExp][] = [
  ['OneDrive', /^(onedrive( - .+)?|onedrive:host=.*)$/i],
  ['Dropbox', /^dropbox( \(.+\))?$/i],
  ['iCloud Drive', /^(iclouddrive|mobile documents)$/i],
  ['Google Drive', /^(google ?drive|google-drive:host=.*)$/i],
  ['Nextcloud', /^nextcloud\d*$/i],
  ['ownCloud', /^owncloud\d*$/i],
  ['kDrive', /^kdrive\d*$/i],
];

/** The program that copies this folder to a server, by its name. */
export function syncedBy(path: string): string | undefined {
  const {names} = parse(path);
  return names.map((name, i) => names[i - 1] === 'CloudStorage' ? provider(name) : productOf(name)).find(Boolean);
}

/** In ~/Library/CloudStorage of macOS every folder is a program's: its name, and after a hyphen the account, which may be an address. */
function provider(name: string): string {
  const [program] = name.split('-', 1) as [string];
  return productOf(program) ?? program;
}

function productOf(name: string): string | undefined {
  return syncFolders.find(([, folder]) => folder.test(name))?.[0];
}

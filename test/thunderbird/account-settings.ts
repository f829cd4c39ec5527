/** Account Settings, as somebody sees and presses it. */

/** Selects the control of a server's connection security, for the mouse. */
export const socketTypeOfServer = [':tab', '#contentFrame', '[id="server.socketType"]'];

/** Selects what is chosen there, once its list is open: that of a select is the main window's, that of a menulist its own. */
export function sslOfServer(version: string): string[] {
  return version === '140' ? [':tab', '#contentFrame', '[id="server.socketType"] [value="3"]'] : ['#ContentSelectDropdown menuitem[label="SSL/TLS"]'];
}

/** Runs in Thunderbird: where Account Settings stands. */
export function whereAreWe(): {row?: string; page?: string; server?: string} | null {
  const {window3} = globalThis as any;
  const tabmail = window3.document.getElementById('tabmail');
  const settings = tabmail.currentTabInfo.browser;
  if (settings?.currentURI.spec.startsWith('about:preferences')) return {row: settings.contentWindow.gLastCategory.category, page: 'about:preferences'};
  if (settings?.currentURI.spec !== 'about:accountsettings') return null;
  const {contentDocument} = settings;
  const tree = contentDocument.getElementById('accounttree');
  const frame = contentDocument.getElementById('contentFrame').contentDocument;
  const server = frame.getElementById('smtpList')?.selectedItem?.getAttribute('key');
  return {row: tree.rows[tree.selectedIndex]?.id, page: frame.URL.split('/').pop(), ...(server && {server})};
}

/** Runs in Thunderbird: what of Account Settings, or of its own settings, cannot be seen: the control with the focus, the selected row, its account. */
export function outOfView(): string[] {
  const {window3} = globalThis as any;
  const {contentDocument} = window3.document.getElementById('tabmail').currentTabInfo.browser;
  const isSeen = (element: any, at = element.getBoundingClientRect()): boolean => {
    const {ownerDocument: document} = element;
    const [x, y] = [at.x + at.width / 2, at.y + at.height / 2];
    const frame = document === contentDocument ? null : document.defaultView.frameElement;
    const outer = frame?.getBoundingClientRect();
    const hit = document.elementFromPoint(x, y);
    // A menulist's own contains() is about its items.
    const isHit = hit && (element === hit || element.compareDocumentPosition(hit) & window3.Node.DOCUMENT_POSITION_CONTAINED_BY);
    return Boolean(isHit) && (!frame || isSeen(frame, {x: outer.x + x, y: outer.y + y, width: 0, height: 0}));
  };
  const tree = contentDocument.getElementById('accounttree');
  const row = tree?.rows[tree.selectedIndex];
  const account = row?.parentElement.closest('li');
  const frame = contentDocument.activeElement;
  const control = frame?.contentDocument?.activeElement ?? frame;
  // A dialog lies above the list.
  const named = {control, ...!frame?.matches('.dialogFrame') && {row: row?.querySelector('.name'), account: account?.querySelector('.name')}};
  return Object.entries(named).filter(([, element]) => element && element !== tree && !isSeen(element)).map(([name]) => name);
}

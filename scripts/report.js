// @ts-check
// The add-on's report, as the page offers it to be saved.

/**
 * Waits until the page has been drawn, which is when it offers the report.
 * @param {import('./thunderbird.js').Page} page
 * @returns {Promise<string>} JSON
 */
export function exportedReport(page) {
  return page.evaluate(fetchExport);
}

// In the page: it travels alone, as text.
async function fetchExport() {
  await new Promise(resolve => { requestIdleCallback(resolve); });
  const link = document.querySelector('a[data-action="export"]');
  return (await fetch(/** @type {HTMLAnchorElement} */ (link).href)).text();
}

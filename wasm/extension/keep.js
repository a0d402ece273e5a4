// The page that was read, for a reload of the reader: its tab may show another page by then, or be closed. It is kept in
// sessionStorage, which ends with the tab and holds some five million characters; a page that is longer even when it is packed
// is read from its tab again.

const key = (tabId) => `page ${tabId}`;

/**
 * @param {number} tabId
 * @param {string} packed
 */
export function keep(tabId, packed) {
  try {
    sessionStorage.setItem(key(tabId), packed);
  } catch {
    drop(tabId);
  }
}

/** What was kept, null when there is nothing. */
export function kept(tabId) {
  try {
    return sessionStorage.getItem(key(tabId));
  } catch {
    return null;
  }
}

export function drop(tabId) {
  try {
    sessionStorage.removeItem(key(tabId));
  } catch { /* nothing was kept */ }
}

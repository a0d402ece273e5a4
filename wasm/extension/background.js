// The background of the extension, a service worker in Chromium and an event page in Firefox. It is started by a click on the
// button or its shortcut, and holds no state: the browser may stop it at any time.

const reader = chrome.runtime.getURL('reader.html');

chrome.action.onClicked.addListener(async (tab) => {
  if (tab.url?.startsWith(reader)) return; // the reader has a button of its own to read the page again
  if (await show(tab)) return;
  await chrome.tabs.create({
    url: `${reader}?tab=${tab.id}`,
    index: tab.index + 1,
    openerTabId: tab.id,
    windowId: tab.windowId,
  });
});

/** Brings the reader that is already open for the tab to the front; it reads the page again. */
async function show(tab) {
  try {
    const answer = await chrome.runtime.sendMessage({ read: tab.id });
    if (!answer?.tab) return false;
    await chrome.tabs.update(answer.tab, { active: true });
    return true;
  } catch {
    return false; // no reader is open at all
  }
}

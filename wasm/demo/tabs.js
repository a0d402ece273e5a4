// Tabs as the ARIA Authoring Practices have them: one of them is in the tab order, the arrows go to the others.

/**
 * @param {HTMLElement} list with role tablist
 * @param {(name: string) => void} onchange
 * @returns {{name: string, choose: (name: string) => void}}
 */
export function tabs(list, onchange) {
  const buttons = [...list.querySelectorAll('[role="tab"]')];
  const state = { name: '', choose };

  function choose(name) {
    const chosen = buttons.find((b) => b.dataset.tab === name) ?? buttons[0];
    state.name = chosen.dataset.tab;
    for (const button of buttons) {
      const selected = button === chosen;
      button.setAttribute('aria-selected', String(selected));
      button.tabIndex = selected ? 0 : -1;
      document.getElementById(button.getAttribute('aria-controls')).hidden = !selected;
    }
    chosen.scrollIntoView?.({ block: 'nearest', inline: 'nearest' });
    onchange(state.name);
  }

  list.addEventListener('click', ({ target }) => {
    const button = target.closest('[role="tab"]');
    if (button) choose(button.dataset.tab);
  });
  list.addEventListener('keydown', (event) => {
    const at = buttons.indexOf(event.target);
    const n = buttons.length;
    const to = { ArrowRight: (at + 1) % n, ArrowLeft: (at + n - 1) % n, Home: 0, End: n - 1 }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    choose(buttons[to].dataset.tab);
    buttons[to].focus();
  });
  return state;
}

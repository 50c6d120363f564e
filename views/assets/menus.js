/** A menu closes by Escape, by a click elsewhere, and when focus has left it. */
export function closeMenus() {
  document.addEventListener('keydown', (event) => {
    const menu = event.key === 'Escape' && event.target.closest?.('details.menu[open]');
    if (!menu) return;
    event.preventDefault();
    menu.open = false;
    menu.querySelector('summary').focus();
  });
  document.addEventListener('click', ({ target }) => closeAllBut(target));
  document.addEventListener('focusin', ({ target }) => closeAllBut(target));
}

function closeAllBut(target) {
  for (const menu of document.querySelectorAll('details.menu[open]')) if (!menu.contains(target)) menu.open = false;
}

/** Buttons that open and close dialogs, for browsers that do not know `commandfor` yet; focus goes back by itself. */
export function openDialogs() {
  if ('commandForElement' in HTMLButtonElement.prototype) return;
  document.addEventListener('click', ({ target }) => {
    const button = target.closest('button[commandfor]');
    const dialog = button && document.getElementById(button.getAttribute('commandfor'));
    if (!dialog) return;
    if (button.getAttribute('command') === 'show-modal' && !dialog.open) dialog.showModal();
    if (button.getAttribute('command') === 'close') dialog.close();
  });
}

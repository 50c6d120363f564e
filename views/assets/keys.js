/** Single keys act where the person allows it, and never while something is being written (WCAG 2.1.4). */
export function listenToKeys(openPalette) {
  document.addEventListener('keydown', (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k') {
      if (openPalette()) event.preventDefault();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isOff() || isWriting(event)) return;
    if (document.querySelector('dialog[open]')) return;
    if (event.key === '?') act(event, showKeys);
    else if (event.key.length === 1) press(event);
  });
}

const isOff = () => document.documentElement.dataset.shortcuts === 'off';

const isWriting = ({ target }) =>
  target instanceof Element &&
  (target.isContentEditable || target.closest('input, textarea, select, [role="textbox"]'));

function press(event) {
  const element = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (element) act(event, () => element.click());
}

function act(event, what) {
  event.preventDefault();
  what();
}

/** What a page offers says so by `data-key`; its name is what it is called on the page. */
function showKeys() {
  const dialog = document.getElementById('keys');
  if (!dialog) return;
  const rows = [...document.querySelectorAll('[data-key]')].flatMap((element) => [
    filled('dt', element.getAttribute('aria-label') ?? element.textContent.trim()),
    keyOf(element.dataset.key),
  ]);
  dialog.querySelector('[data-page-keys]').replaceChildren(...rows);
  dialog.showModal();
}

function keyOf(key) {
  const cell = document.createElement('dd');
  cell.append(filled('kbd', key));
  return cell;
}

function filled(name, text) {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

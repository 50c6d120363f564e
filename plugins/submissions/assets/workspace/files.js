import { wordsOf } from './say.js';

/** The editors of a form by its text areas. */
const editors = new WeakMap();

export const editorOf = (textarea) => editors.get(textarea);
export const textareasOf = (form) => [...form.querySelectorAll('.file textarea')];

/** Several files become tabs; their text areas get an editor, where the person wants one. */
export async function openFiles(form, say) {
  const files = [...form.querySelectorAll('.file')];
  if (files.length > 1) makeTabs(form, files);
  watchChoice(form, say);
  if (form.dataset.plain === undefined) await openEditors(form, say);
}

/** Without the editor, because it could not be fetched, the text areas do. */
async function openEditors(form, say) {
  const editor = await import('../editor.mjs').catch(() => null);
  if (!editor || !form.isConnected) return;
  const workspace = form.closest('.workspace');
  for (const textarea of textareasOf(form)) {
    const opened = editor.openEditor(textarea, {
      language: form.dataset.language,
      locked: linesOf(textarea.dataset.locked),
      words: { locked: wordsOf(workspace, 'locked'), yours: wordsOf(workspace, 'yours') },
      phrases: phrasesOf(workspace),
      refused: () => say('lockedTried'),
    });
    editors.set(textarea, opened);
  }
}

function closeEditors(form) {
  for (const textarea of textareasOf(form)) {
    editors.get(textarea)?.close();
    editors.delete(textarea);
  }
}

/** `1-4 9-9` as pairs of numbers. */
const linesOf = (text) =>
  text.trim()
    ? text
        .trim()
        .split(' ')
        .map((pair) => pair.split('-').map(Number))
    : [];

const phrasesOf = (workspace) =>
  Object.fromEntries(
    [...workspace.querySelector('template[data-phrases]').content.querySelectorAll('[data-phrase]')].map((element) => [
      element.dataset.phrase,
      element.textContent,
    ]),
  );

/** The choice between editor and text area acts at once, and is kept for the next time. */
function watchChoice(form, say) {
  form.querySelector('[data-plain-choice]')?.addEventListener('click', async ({ currentTarget }) => {
    const isPlain = form.dataset.plain === undefined;
    if (isPlain) form.dataset.plain = '';
    else delete form.dataset.plain;
    currentTarget.setAttribute('aria-pressed', String(isPlain));
    const values = { plainEditor: String(isPlain) };
    void window.htmx.ajax('PUT', currentTarget.dataset.plainChoice, {
      source: form.querySelector('.preference'),
      swap: 'none',
      values,
    });
    if (isPlain) closeEditors(form);
    else await openEditors(form, say);
    focusOn(textareasOf(form).find((textarea) => !textarea.closest('[hidden].file')));
  });
}

export const focusOn = (textarea) => (editors.get(textarea) ?? textarea)?.focus();

function makeTabs(form, files) {
  const list = form.querySelector('.file-tabs');
  list.hidden = false;
  const tabs = [...list.querySelectorAll('[role=tab]')];
  const show = (index) => {
    tabs.forEach((tab, place) => {
      tab.setAttribute('aria-selected', String(place === index));
      tab.tabIndex = place === index ? 0 : -1;
      files[place].hidden = place !== index;
    });
  };
  tabs.forEach((tab, index) => tab.addEventListener('click', () => show(index)));
  list.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = (tabs.indexOf(document.activeElement) + step + tabs.length) % tabs.length;
    show(next);
    tabs[next].focus();
  });
  for (const file of files) file.addEventListener('workspace:show', () => show(files.indexOf(file)));
  show(0);
}

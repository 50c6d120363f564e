import { editorOf, textareasOf } from './files.js';
import { show } from './draft-shown.js';

/** Two texts, of this page and of another: both are shown, and nothing is saved until one of them is chosen. */
export async function settleConflict(keeper, answer) {
  const holder = keeper.form.querySelector('.draft-conflict');
  const drawn = new DOMParser().parseFromString(await answer, 'text/html');
  holder.replaceChildren(...drawn.body.children);
  const dialog = holder.querySelector('dialog');
  if (!dialog) return;
  dialog.addEventListener('click', ({ target }) => {
    const choice = target.closest('[data-choice]')?.dataset.choice;
    if (!choice) return;
    dialog.close();
    choose(keeper, dialog, choice);
  });
  dialog.showModal();
}

function choose(keeper, dialog, choice) {
  keeper.form.querySelector('[name=draftVersion]').value = dialog.dataset.version;
  const standing = [...dialog.querySelectorAll('[data-standing]')];
  if (choice === 'theirs') for (const { dataset, value } of standing) fill(keeper.form, dataset.standing, value);
  show(keeper, 'unsaved');
  if (choice === 'theirs') keeper.saved = keeper.text();
  if (keeper.isDirty()) void keeper.saveNow();
  else show(keeper, 'saved');
}

/** Can be undone where there is an editor. */
export function fill(form, path, text) {
  const textarea = textareasOf(form).find(({ dataset }) => dataset.path === path);
  if (!textarea) return;
  const editor = editorOf(textarea);
  if (editor) return void editor.replace(text);
  textarea.value = text;
  textarea.dispatchEvent(new Event('input', { bubbles: true }));
}

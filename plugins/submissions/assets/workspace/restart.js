import { fill } from './conflict.js';
import { focusOn, textareasOf } from './files.js';

/** Back to the given code at once, and back again as long as the toast is there. */
export function offerRestart(form) {
  form.querySelector('[data-restart]')?.addEventListener('click', (event) => {
    event.preventDefault();
    const before = textareasOf(form).map(({ dataset, value }) => [dataset.path, value]);
    for (const file of form.querySelectorAll('.file'))
      fill(form, file.querySelector('textarea').dataset.path, file.querySelector('template.given').content.textContent);
    event.currentTarget.closest('details').open = false;
    focusOn(textareasOf(form).find((textarea) => !textarea.closest('.file').hidden));
    offerUndo(form, before);
  });
}

function offerUndo(form, before) {
  const toast = form.closest('.workspace').querySelector('template[data-toast=restarted]').content.cloneNode(true);
  toast.querySelector('[data-undo]').addEventListener('click', ({ currentTarget }) => {
    for (const [path, text] of before) fill(form, path, text);
    currentTarget.closest('.toast').remove();
    focusOn(textareasOf(form).find((textarea) => !textarea.closest('.file').hidden));
  });
  document.getElementById('toasts').replaceChildren(toast);
}

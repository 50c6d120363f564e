import { comeBack, refuse, settle } from './draft-answers.js';
import { show } from './draft-shown.js';
import { textareasOf } from './files.js';

const pauseMs = 800;

/**
 * Saves what is typed, a moment after it was typed: through the form's `.draft`, which htmx sends, and which holds the version
 * that was saved last. What cannot be saved is tried again, and the page says so.
 */
export function keepDraft(form, say) {
  const keeper = { form, say, element: form.querySelector('.draft'), tries: 0, timer: null, saving: null };
  keeper.text = () => JSON.stringify(textareasOf(form).map(({ value }) => value));
  keeper.isDirty = () => form.isConnected && keeper.text() !== keeper.saved;
  keeper.saveNow = () => saveNow(keeper);
  keeper.later = (ms = pauseMs) => {
    clearTimeout(keeper.timer);
    keeper.timer = setTimeout(() => void saveNow(keeper), ms);
  };
  // As the page brought it: somebody may have typed before this script was there.
  keeper.saved = JSON.stringify(textareasOf(form).map(({ defaultValue }) => defaultValue));
  keeper.is = 'saved';
  listen(keeper);
  typed(keeper);
  return keeper;
}

function listen(keeper) {
  const { form, element } = keeper;
  form.addEventListener('input', ({ target }) => target.closest('.file') && typed(keeper));
  form.addEventListener('workspace:save', () => void keeper.saveNow());
  form.addEventListener('click', ({ target }) => target.closest('[data-settle]') && void keeper.saveNow());
  element.addEventListener('htmx:before:response', (event) => refuse(event, keeper));
  // The state beside the code says so, and goes on saying so.
  element.addEventListener('htmx:error', (event) => event.stopPropagation());
  element.addEventListener('htmx:finally:request', ({ detail: { ctx } }) => settle(keeper, ctx));
  const again = () => {
    if (form.isConnected && ['retrying', 'over', 'other'].includes(keeper.is)) void keeper.saveNow();
  };
  window.addEventListener('online', again);
  window.addEventListener('focus', again);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') again();
    else if (keeper.isDirty() && keeper.is !== 'conflict') void keeper.saveNow();
  });
  window.addEventListener('beforeunload', (event) => {
    if (keeper.isDirty()) event.preventDefault();
  });
}

function typed(keeper) {
  if (['conflict', 'retrying', 'over', 'other'].includes(keeper.is) || !keeper.isDirty()) return;
  show(keeper, 'unsaved');
  keeper.later();
}

/** Resolves to whether everything that is typed is saved. One save at a time: a second of the same version would meet the first. */
function saveNow(keeper) {
  clearTimeout(keeper.timer);
  keeper.saving ??= save(keeper).finally(() => {
    keeper.saving = null;
  });
  return keeper.saving;
}

async function save(keeper) {
  if (['over', 'other'].includes(keeper.is) && !(await comeBack(keeper))) return false;
  if (!keeper.isDirty()) return true;
  keeper.sent = keeper.text();
  const answered = new Promise((done) => {
    keeper.done = done;
  });
  keeper.element.dispatchEvent(new CustomEvent('workspace:draft'));
  return (await answered) && save(keeper);
}

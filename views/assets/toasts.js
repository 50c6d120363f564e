const shownMs = 10_000;

/** Toasts leave by their button, and by themselves where nothing can be done in them. */
export function dismissToasts() {
  document.addEventListener('click', ({ target }) => target.closest('[data-dismiss]')?.closest('.toast')?.remove());
  document.addEventListener('htmx:after:swap', leaveInTime);
  document.addEventListener('DOMContentLoaded', () => {
    leaveInTime();
    announce();
  });
}

function leaveInTime() {
  for (const toast of document.querySelectorAll('#toasts .toast:not([data-leaving])')) {
    toast.dataset.leaving = '';
    // What offers something (Undo) stays until somebody has decided.
    if (!toast.querySelector('a, button:not([data-dismiss])')) setTimeout(() => leave(toast), shownMs);
  }
}

/** Nobody loses what they are about to read or to press. */
function leave(toast) {
  if (toast.matches(':hover, :focus-within')) setTimeout(() => leave(toast), shownMs / 2);
  else toast.remove();
}

/** Readers of the screen hear changes of the region, not what it came with. */
function announce() {
  const region = document.getElementById('toasts');
  if (region?.firstElementChild) setTimeout(() => region.replaceChildren(...region.childNodes), 200);
}

import { sessionIsOver } from './draft-answers.js';
import { isSessionOver } from './session.js';
import { giveKey, wasAnswered } from './work-key.js';

/** Run and Submit: what they answer stands among the results, and the page keeps its own address. */
export function sendWork(form, draft) {
  form.addEventListener('htmx:config:request', ({ detail: { ctx } }) => {
    // A draft is no work, and is saved as often as one likes.
    if (ctx.request.method === 'POST') giveKey(form, ctx.request);
    else ctx.request.body.delete('_key');
  });
  form.addEventListener('htmx:before:request', (event) => {
    const button = buttonOf(form, event.detail.ctx);
    if (!button) return;
    // The answer may have come between the two clicks of a double one.
    const isSecondClick = event.detail.ctx.sourceEvent?.detail > 1;
    if (isSecondClick || form.querySelector('button[data-act][aria-busy=true]')) return event.preventDefault();
    button.setAttribute('aria-busy', 'true');
    for (const one of form.querySelectorAll('button[data-act]')) one.setAttribute('aria-disabled', 'true');
    showResults(form);
  });
  form.addEventListener('htmx:before:response', (event) => {
    const { ctx } = event.detail;
    if (!buttonOf(form, ctx)) return;
    if (ctx.response.status < 500) wasAnswered(form);
    delete ctx.hx.pushurl;
    document.getElementById('results').dataset.of = form.dataset.language;
    if (!isSessionOver(ctx)) return;
    event.preventDefault();
    event.stopPropagation();
    sessionIsOver(draft);
  });
  form.addEventListener('htmx:finally:request', ({ detail: { ctx } }) => {
    if (buttonOf(form, ctx)) rest(form);
  });
}

const buttonOf = (form, { sourceElement }) => form.contains(sourceElement) && sourceElement.closest('button[data-act]');

function rest(form) {
  for (const one of form.querySelectorAll('button[data-act]')) {
    one.removeAttribute('aria-busy');
    one.removeAttribute('aria-disabled');
  }
}

/** Where one pane is seen at a time, the results are what is waited for. */
function showResults(form) {
  const view = form.closest('.workspace').querySelector('#view-results');
  if (view) view.checked = true;
}

/** The form that a request saves. Drawn anew, it still holds what was typed until it went. */
const drawn = new WeakMap();

/**
 * A form that saves itself (`data-saves`) sends one save after the other. One that has waited sends what stands there by then, with
 * the version that the save before it left: with its own it would be refused as stale, by our own doing. What is typed and pressed
 * while the form is being drawn anew goes over into the new one. As long as something is not saved (`data-unsaved`), the browser
 * asks before the page is left.
 */
export function orderSaves() {
  document.addEventListener('htmx:before:request', (event) => {
    const { ctx } = event.detail;
    const form = ctx.sourceElement.closest?.('form[data-saves]');
    if (!form) return;
    if (!form.isConnected) {
      event.preventDefault();
      pressAgain(form, ctx.request.submitter);
      return;
    }
    if (ctx.sourceElement === form) ctx.request.body.set('version', new FormData(form).get('version'));
    else ctx.request.body = new URLSearchParams(new FormData(form));
    drawn.set(ctx, form);
    form.dataset.unsaved = '';
  });

  document.addEventListener('htmx:after:swap', ({ detail: { ctx } }) => {
    const old = drawn.get(ctx);
    if (!old) return;
    const { request, response } = ctx;
    if (old.isConnected) old.toggleAttribute('data-unsaved', response.status >= 400 || !isSent(old, request.body));
    else goOver(old, request.body, response.status >= 400);
  });

  document.addEventListener('input', ({ target }) => {
    target.closest?.('form[data-saves]')?.setAttribute('data-unsaved', '');
  });
  window.addEventListener('beforeunload', (event) => {
    if (document.querySelector('form[data-unsaved]')) event.preventDefault();
  });
}

const typed = 'input:not([type=hidden]), textarea, select';

const isSent = (form, sent) =>
  [...form.querySelectorAll(typed)].every((field) => standing(field) === sentOf(field, sent));

function goOver(old, sent, isRefused) {
  const form = document.getElementById(old.id);
  if (!form) return;
  form.toggleAttribute('data-unsaved', isRefused);
  for (const field of old.elements) carryOver(field, sent, form);
}

/** Only where the new form has what was sent: after a list was rearranged, another item stands under the name. */
function carryOver(old, sent, form) {
  const { name } = old;
  if (!name || !old.matches(typed)) return;
  const field = form.elements.namedItem(name);
  const before = sentOf(old, sent);
  if (field?.localName !== old.localName || standing(old) === before || standing(field) !== before) return;
  if (old.type === 'checkbox') field.checked = old.checked;
  else field.value = old.value;
  if (field === document.activeElement && old.selectionStart !== undefined && old.selectionStart !== null)
    field.setSelectionRange(old.selectionStart, old.selectionEnd);
  for (const kind of ['input', 'change']) field.dispatchEvent(new Event(kind, { bubbles: true }));
}

const standing = (field) => (field.type === 'checkbox' ? field.checked : field.value);
const sentOf = (field, sent) => (field.type === 'checkbox' ? sent.has(field.name) : (sent.get(field.name) ?? ''));

/** What adds something, and what saves. To move or to take away an item twice would be done to another one. */
function pressAgain({ id }, pressed) {
  if (!pressed || (pressed.name && !pressed.value.endsWith('.add'))) return;
  const buttons = document.getElementById(id)?.querySelectorAll('button') ?? [];
  const same = [...buttons].find(({ name, value }) => name === pressed.name && value === pressed.value);
  same?.click();
}

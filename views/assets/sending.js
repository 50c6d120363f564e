/** The button that sends shows it, and a form that is on its way is not sent again. */
export function showSending() {
  document.addEventListener('submit', (event) => {
    const { target: form, submitter } = event;
    if (form.method === 'dialog' || form.method === 'get') return;
    if (form.dataset.sending !== undefined) {
      event.preventDefault();
      return;
    }
    form.dataset.sending = '';
    submitter?.setAttribute('aria-busy', 'true');
  });
  document.addEventListener('htmx:finally:request', ({ target }) => rest(target));
  // Back from the browser's memory, a page is as it was left.
  window.addEventListener('pageshow', ({ persisted }) => persisted && rest(document));
}

function rest(within) {
  const forms = within.querySelectorAll ? within.querySelectorAll('form[data-sending]') : [];
  for (const form of [within, ...forms]) if (form.dataset) delete form.dataset.sending;
  for (const button of within.querySelectorAll?.('[aria-busy="true"]:is(button, .button)') ?? [])
    button.removeAttribute('aria-busy');
}

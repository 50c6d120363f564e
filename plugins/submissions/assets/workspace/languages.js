/** Another language has code of its own: what is typed is saved first, and waits there until one comes back to it. */
export function chooseLanguages(form, draft, say) {
  const select = form.querySelector('select[name=language]');
  if (!select) return;
  select.addEventListener('change', async () => {
    const { value } = select;
    // What is sent until the other code is there is still this one.
    select.value = form.dataset.language;
    if (!(await draft.saveNow())) return say('languageWaits');
    await window.htmx.ajax('GET', form.dataset.solve, {
      source: form.querySelector('.preference'),
      target: form,
      swap: 'outerHTML',
      select: '#work',
      values: { language: value },
    });
    say('languageChanged');
    document.querySelector('form.work select[name=language]')?.focus();
  });
}

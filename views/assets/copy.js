/** Buttons that copy what stands in a field, and say so in their own words; without script they stay hidden. */
export function offerCopying() {
  const show = (root) => {
    for (const button of root.querySelectorAll('button[data-copy][hidden]')) button.hidden = false;
  };
  show(document);
  document.addEventListener('htmx:after:swap', () => show(document));
  document.addEventListener('click', ({ target }) => {
    const button = target.closest('button[data-copy]');
    const field = button && document.getElementById(button.dataset.copy);
    if (field) void copy(field, button);
  });
}

async function copy(field, button) {
  field.select();
  await navigator.clipboard.writeText(field.value);
  button.textContent = button.dataset.copied;
}

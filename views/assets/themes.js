/** A choice of theme or contrast is seen at once; the form that keeps it is sent as any other. */
export function previewThemes() {
  document.addEventListener('change', ({ target }) => {
    const chosen = target.closest('[data-live-theme]') && ['theme', 'contrast'].find((name) => name === target.name);
    if (!chosen) return;
    if (target.value === 'system') delete document.documentElement.dataset[chosen];
    else document.documentElement.dataset[chosen] = target.value;
  });
}

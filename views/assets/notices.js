/** Shows one message in the live region of the page, instead of the one before. Every layout brings both, in the reader's language. */
export function showNotice(kind) {
  const { content } = document.querySelector(`template[data-notice="${kind}"]`);
  document.getElementById('notices').replaceChildren(content.cloneNode(true));
}

export const clearNotice = () => document.getElementById('notices')?.replaceChildren();

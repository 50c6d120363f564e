/**
 * Keeps in the address of a framed page who may frame it. If the page is loaded again when its session is over, the address
 * is all that is left to tell, and without it the browser would show an empty frame.
 */
export function keepFrame() {
  const frame = document.querySelector('meta[name="assay-frame"]')?.content;
  if (!frame || window.self === window.top) return;
  const keep = () => {
    const url = new URL(location.href);
    if (url.searchParams.get('frame') === frame) return;
    url.searchParams.set('frame', frame);
    history.replaceState(history.state, '', url);
  };
  keep();
  document.addEventListener('htmx:after:history:update', keep);
}

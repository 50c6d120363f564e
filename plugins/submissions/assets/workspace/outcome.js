/** The submission that is being judged in a workspace. */
const awaited = new WeakMap();

/** A verdict that comes while somebody looks elsewhere, at the task or on a phone at the code, is told by a toast. */
export function tellOutcome(workspace) {
  const look = () => {
    const said = workspace.querySelector('#results [data-verdict]');
    if (!said) return;
    const { verdict, final } = said.dataset;
    if (final === undefined) return void awaited.set(workspace, verdict);
    const isNew = awaited.get(workspace) === verdict;
    awaited.delete(workspace);
    if (isNew && !isInSight(said.parentElement)) show(workspace, final);
  };
  document.addEventListener('htmx:after:swap', look);
  look();
}

/** Its upper end, where the verdict stands. */
function isInSight(element) {
  const { top, height } = element.getBoundingClientRect();
  return height > 0 && top >= 0 && top < window.innerHeight - 20;
}

function show(workspace, name) {
  const toast = workspace.querySelector(`template[data-toast="${name}"]`);
  if (toast) document.getElementById('toasts').replaceChildren(toast.content.cloneNode(true));
}

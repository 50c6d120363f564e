const metas = ['assay-session', 'assay-csrf'];

/** Whether an answer says that the page's session is no longer the one that asks. */
export const isSessionOver = ({ response, hx }) =>
  response?.status === 401 ||
  (response?.status === 409 && response.headers.has('X-Assay-Other-Person')) ||
  /\/login\?/.test(hx?.redirect ?? hx?.location ?? '');

/**
 * Takes up a session that the same person began elsewhere: the page asks for itself, and what proves the new session replaces
 * what proved the old. Resolves to `renewed`, `over` where nobody is signed in, or `other` where somebody else is.
 */
export async function renewSession(workspace) {
  const answer = await window.fetch(location.href, { headers: { accept: 'text/html' } }).catch(() => null);
  const page = answer?.ok && new DOMParser().parseFromString(await answer.text(), 'text/html');
  const there = page && page.querySelector('.workspace');
  if (!there) return 'over';
  if (there.dataset.person !== workspace.dataset.person) return 'other';
  for (const name of metas) {
    const fresh = page.querySelector(`meta[name="${name}"]`);
    document.querySelector(`meta[name="${name}"]`)?.setAttribute('content', fresh?.content ?? '');
  }
  return 'renewed';
}

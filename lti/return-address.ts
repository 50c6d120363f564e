const plainHost = /^[a-z0-9.-]+$/i;
const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * An address of a platform's pages as a signed token names it: https, or http on this machine, and a host of ordinary letters,
 * because it becomes part of a policy. Null for anything else.
 */
export function returnAddress(text: string | null | undefined): URL | null {
  const url = URL.parse(text ?? '');
  if (!url || url.username || url.password) return null;
  const isLocal = loopback.has(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLocal)) return null;
  return isLocal || plainHost.test(url.hostname) ? url : null;
}

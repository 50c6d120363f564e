import { keepBearer } from './bearer.js';

const header = 'X-Assay-Bearer';

/**
 * A browser that keeps no cookies cannot bring a session along with a document. There every link and form is a swap, from the
 * sign-in on, and the bearer that the sign-in answers with stays in this script until the page is left or loaded again.
 */
export function goOnWithoutCookies() {
  if (keepsCookies()) return;
  // For the scripts of plugins, which stand behind this one.
  document.documentElement.dataset.cookies = 'none';
  document.body.setAttribute('hx-boost:inherited', 'true');
  document.addEventListener('htmx:config:request', ({ detail: { ctx } }) => {
    ctx.request.headers[header] = 'wanted';
  });
  document.addEventListener('htmx:before:response', ({ detail: { ctx } }) => {
    const token = ctx.response.headers.get(header);
    if (token) keepBearer(token === 'none' ? null : token);
  });
}

/** Tried, because `navigator.cookieEnabled` says no in frames of other sites where partitioned cookies work. */
function keepsCookies() {
  const attributes = 'Secure; SameSite=None; Partitioned; Path=/';
  document.cookie = `__Host-assay-try=1; ${attributes}`;
  const isKept = document.cookie.includes('__Host-assay-try=1');
  document.cookie = `__Host-assay-try=; Max-Age=0; ${attributes}`;
  return isKept;
}

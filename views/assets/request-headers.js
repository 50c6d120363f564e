import { currentBearer } from './bearer.js';

/** Every request says for which session the page was drawn, and changes carry the token against forged ones. */
export function sendHeaders() {
  // htmx sends to this origin only (`htmx.config.mode`, which no element can change), so none of these reaches another.
  document.addEventListener('htmx:config:request', ({ detail: { ctx } }) => {
    const { method, headers } = ctx.request;
    const bearer = currentBearer();
    put(headers, 'X-Assay-Session', meta('assay-session'));
    if (method !== 'GET') put(headers, 'X-CSRF-Token', meta('assay-csrf'));
    if (window.self !== window.top) put(headers, 'X-Assay-Framed', 'true');
    if (bearer) put(headers, 'Authorization', `Bearer ${bearer}`);
  });
}

const put = (headers, name, value) => {
  if (value) headers[name] = value;
};

const meta = (name) => document.querySelector(`meta[name="${name}"]`)?.content;

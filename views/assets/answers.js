import { clearNotice, showNotice } from './notices.js';

/** Swaps only what may stand in a page; of everything else a message tells, and the page stays as it is. */
export function guardAnswers() {
  document.addEventListener('htmx:before:response', (event) => {
    const { status, headers } = event.detail.ctx.response;
    if (status !== 409 || !headers.has('X-Assay-Other-Person')) return;
    event.preventDefault();
    showNotice('other-person');
  });

  document.addEventListener('htmx:before:swap', (event) => {
    const { response, text, request } = event.detail.ctx;
    if (!response || mayBeSwapped(response, text, request)) return;
    event.preventDefault();
    showNotice('failed');
  });

  // Without `ctx.response` nothing came back: no connection, or none in time.
  document.addEventListener('htmx:error', ({ detail: { ctx } }) => {
    if (ctx && !ctx.response) showNotice('unreachable');
  });

  // What a person does next takes the last message away; streams and polling do not.
  document.addEventListener('htmx:before:request', ({ detail: { ctx } }) => {
    if (ctx.sourceEvent?.isTrusted) clearNotice();
  });
}

/** JSON and plain text never are; a whole page is when the whole page was asked for, or as the end of a redirect. */
function mayBeSwapped({ status, headers }, text, request) {
  if (status === 204 || (status < 400 && text === '')) return true;
  if (!headers.get('Content-Type')?.startsWith('text/html') && !isStream(headers)) return false;
  if (status < 400) return true;
  const isPage = /^\s*<(!doctype|html|head|body)\b/i.test(text);
  return text.trim() !== '' && (!isPage || request.headers['HX-Request-Type'] === 'full');
}

const isStream = (headers) => headers.get('Content-Type')?.startsWith('text/event-stream');

import { showNotice } from './notices.js';

const mayPass = [408, 425, 429];

/** Ends a stream whose right is gone; one whose server is away goes on trying, with longer pauses. */
export function endStreams() {
  document.addEventListener('htmx:sse:error', ({ detail: { connection, status } }) => {
    if (!connection || !status || status < 400 || status >= 500 || mayPass.includes(status)) return;
    connection.config.reconnect = false;
    showNotice(status === 409 ? 'other-person' : 'ended');
  });
}

import type { BodyRequest } from './body.ts';

const lingerMs = 500;

/**
 * Reads no more of a request and ends its connection half a second after the answer. To end it at once would be a reset,
 * for which some systems throw away an answer that is not read yet.
 */
export function closeAfterAnswer(request: BodyRequest): void {
  const { socket, res: response } = request;
  if (request.complete) {
    request.resume();
    return;
  }
  // Of a request that nobody has read from, Node would read and throw away the whole rest.
  request.read(0);
  request.pause();
  if (response && !response.headersSent) response.setHeader('Connection', 'close');
  socket.destroySoon = () => {
    socket.end();
    setTimeout(() => socket.destroy(), lingerMs).unref();
  };
}

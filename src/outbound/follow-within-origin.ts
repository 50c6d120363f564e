import type { Dispatcher } from 'undici';
import { OutboundError } from './outbound-error.ts';
import type { OutgoingRequest } from './outgoing-request.ts';

const mostRedirects = 5;
const redirects = new Set([301, 302, 303, 307, 308]);

export type Answer = Dispatcher.ResponseData;

/** What answered in the end, and from where. */
export interface Arrived {
  readonly answer: Answer;
  readonly url: URL;
  readonly redirected: boolean;
}

/**
 * Sends, and follows redirects that stay within the origin, changing the method as fetch does. Another origin (https to
 * http is one) is an error: whoever named the address vouched for that origin only, and credentials were meant for it.
 */
export async function followWithinOrigin(
  first: OutgoingRequest,
  send: (request: OutgoingRequest) => Promise<Answer>,
): Promise<Arrived> {
  let request = first;
  for (let followed = 0; ; followed += 1) {
    const answer = await send(request);
    const [location] = redirects.has(answer.statusCode) ? [answer.headers['location']].flat() : [];
    if (location === undefined || first.redirect === 'manual')
      return { answer, url: request.url, redirected: followed > 0 };
    await answer.body.dump();
    if (first.redirect === 'error') throw refused(request, 'it redirects, which this call does not accept');
    if (followed === mostRedirects) throw refused(request, `it redirects more than ${mostRedirects} times`);
    request = redirectedRequest(request, answer.statusCode, location);
  }
}

function redirectedRequest(request: OutgoingRequest, status: number, location: string): OutgoingRequest {
  const url = URL.parse(location, request.url.href);
  if (url === null) throw refused(request, 'it redirects to something that is not an address');
  if (url.origin !== request.url.origin)
    throw refused(request, `it redirects to ${originOf(url)}; if that is right, give that address instead`);
  url.username = '';
  url.password = '';
  if (becomesGet(request.method, status))
    return { ...request, url, method: 'GET', body: null, headers: withoutContent(request.headers) };
  if (request.body instanceof ReadableStream)
    throw refused(request, 'it redirects, and a streamed body cannot be sent twice');
  return { ...request, url };
}

function becomesGet(method: string, status: number) {
  const verb = method.toUpperCase();
  return status === 303 ? verb !== 'GET' && verb !== 'HEAD' : status < 303 && verb === 'POST';
}

function withoutContent(headers: Headers) {
  const kept = new Headers(headers);
  for (const name of ['content-type', 'content-length', 'content-encoding', 'content-language', 'content-location'])
    kept.delete(name);
  return kept;
}

const originOf = (url: URL) => (url.host === '' ? url.protocol : `${url.protocol}//${url.host}`);
const refused = (request: OutgoingRequest, sentence: string) =>
  new OutboundError('redirect', request.url.host, sentence);

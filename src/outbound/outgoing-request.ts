import { acceptedEncodings } from './decoded-body.ts';
import type { OutboundInit } from './outbound.ts';
import { OutboundError } from './outbound-error.ts';

type Body = NonNullable<RequestInit['body']>;

export interface OutgoingRequest {
  readonly url: URL;
  readonly method: string;
  readonly headers: Headers;
  readonly body: string | Uint8Array | ReadableStream | null;
  readonly redirect: 'follow' | 'manual' | 'error';
  readonly signal: AbortSignal | null;
}

/** Reads what a caller of `fetch` gave, in any of fetch's forms, into one. Refuses what is not an http(s) address. */
export async function outgoingRequest(
  input: string | URL | Request,
  init: OutboundInit,
  userAgent: string,
): Promise<OutgoingRequest> {
  const given = input instanceof Request ? input : null;
  const headers = new Headers(init.headers ?? given?.headers);
  headers.set('user-agent', userAgent);
  if (!headers.has('accept')) headers.set('accept', '*/*');
  if (!headers.has('accept-encoding')) headers.set('accept-encoding', acceptedEncodings);
  return {
    url: parseAddress(textOf(input)),
    method: init.method ?? given?.method ?? 'GET',
    body: given !== null && init.body === undefined ? await bodyOf(given) : await plainBody(init.body ?? null, headers),
    redirect: init.redirect ?? given?.redirect ?? 'follow',
    signal: init.signal ?? given?.signal ?? null,
    headers,
  };
}

/** The host in an address that a caller gave, for messages; never more of it than that. */
export function hostOf(input: string | URL | Request) {
  return URL.parse(textOf(input))?.host || 'an address without a host';
}

function textOf(input: string | URL | Request) {
  if (typeof input === 'string') return input;
  return input instanceof URL ? input.href : input.url;
}

function parseAddress(text: string) {
  const url = URL.parse(text);
  if (url === null)
    throw new OutboundError('refused', 'outgoing call', 'this is not a complete address; write https://host/path');
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw new OutboundError('refused', url.host || url.protocol, 'only https addresses are called');
  if (url.username || url.password)
    throw new OutboundError('refused', url.host, 'an address must not carry a name or password; send them in a header');
  return url;
}

/** A Request hides how long its body is. Read whole, it can be sent with its length (stores insist on that), and again. */
async function bodyOf(request: Request) {
  return request.body === null || request.headers.has('content-length') ? request.body : request.bytes();
}

/** What is neither text, bytes nor a stream is encoded by Node's own Response, which also knows what to call it, and text. */
async function plainBody(body: Body | null, headers: Headers) {
  if (body === null || body instanceof Uint8Array || body instanceof ReadableStream) return body;
  if (typeof body === 'string' && headers.has('content-type')) return body;
  const encoded = new Response(body);
  const type = encoded.headers.get('content-type');
  if (type !== null && !headers.has('content-type')) headers.set('content-type', type);
  return typeof body === 'string' ? body : encoded.bytes();
}

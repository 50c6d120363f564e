import type { Request } from 'express';

/** The three forms of every answer. */
export type Representation = 'page' | 'fragment' | 'json';

/** What an answer depends on, for caches between us and the reader. */
export const varyOn =
  'Accept, HX-Request, HX-Request-Type, X-Assay-Framed, Sec-Fetch-Dest, Authorization, Cookie, Accept-Language';

export const isApi = (path: string) => path === '/api' || path.startsWith('/api/');

/**
 * JSON under /api, for whoever asks for it, and for the refusal of a stream, which is no page; a fragment when htmx asks for a
 * part; a page otherwise. A page that htmx asks for in full, or brings back from its history, is a page.
 */
export function representationOf(req: Request): Representation {
  if (isApi(req.path) || isStream(req)) return 'json';
  const isHtmx = req.get('hx-request') === 'true';
  if (isHtmx)
    return req.get('hx-request-type') === 'full' || req.get('hx-history-restore-request') === 'true'
      ? 'page'
      : 'fragment';
  return req.accepts(['html', 'json']) === 'json' ? 'json' : 'page';
}

/** By its address too: htmx says of every request that it takes an event stream beside HTML. */
const isStream = (req: Request) =>
  ['/live', '/operator/live'].includes(req.path) ||
  req.accepts(['text/html', 'text/event-stream']) === 'text/event-stream';

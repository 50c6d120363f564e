import { randomUUID } from 'node:crypto';
import { parseCookie as parseCookies } from 'cookie';
import type { Request } from 'express';
import type { Visit as Comer } from '#src/sessions/visit.ts';
import { languagesOf, type Languages } from './languages.ts';
import { representationOf, type Representation } from './representation.ts';

/** One request as the kernel sees it before it knows who asks. */
export interface Visit extends Comer {
  readonly requestId: string;
  readonly representation: Representation;
  /** A page inside a frame, or what is swapped into one: where no session comes along, signing in is not what helps. */
  readonly isFramed: boolean;
  readonly languages: Languages;
  /** `/o/<slug>` where the address names the organization so, nothing otherwise. */
  readonly entrance: string;
  /** Path and query as they were asked for. */
  readonly path: string;
  /** What the browser says the answer is for (`Sec-Fetch-Dest`); null for whatever is no browser. */
  readonly destination: string | null;
  /** The value of a cookie of ours, by its name without `__Host-`. */
  cookie(name: string): string | null;
}

/** The browser says it of a document, our script of what it swaps in. */
const isFramed = (req: Request) =>
  ['iframe', 'frame'].includes(req.get('sec-fetch-dest') ?? '') || req.get('x-assay-framed') !== undefined;

const acceptable = /^[\w-]{8,64}$/;

/** Honours an X-Request-ID from in front of us, if it looks like one [T1-09]. */
export function visitOf(req: Request, config: { readonly production: boolean }): Visit {
  const given = req.get('x-request-id');
  const slug = (req as { organizationSlug?: string }).organizationSlug;
  return {
    requestId: given && acceptable.test(given) ? given : randomUUID(),
    ip: req.ip ?? '',
    userAgent: req.get('user-agent')?.slice(0, 300) ?? null,
    representation: representationOf(req),
    isFramed: isFramed(req),
    languages: languagesOf(req, config),
    entrance: slug ? `/o/${slug}` : '',
    path: req.originalUrl,
    destination: req.get('sec-fetch-dest') ?? null,
    cookie: (name) => parseCookies(req.get('cookie') ?? '')[`__Host-${name}`] ?? null,
  };
}

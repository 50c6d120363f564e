import type { Scope } from '#src/scope/scope.ts';
import { callLms } from './call-lms.ts';
import { nextPage } from './next-page.ts';
import { LmsRefused } from './lms-refused.ts';

export interface PagedRead {
  readonly url: string;
  readonly scopes: readonly string[];
  readonly accept: string;
  /** 400 unless told. */
  readonly maxPages?: number;
  /** For all pages together; two minutes unless told. */
  readonly withinMs?: number;
  readonly signal?: AbortSignal;
  /** Called after each page with how many there are now. */
  readonly heard?: (pages: number) => Promise<void>;
}

export type Incomplete = 'refused' | 'tooManyPages' | 'tooSlow' | 'elsewhere' | 'circle';

export interface Pages {
  /** The JSON of each page. */
  readonly pages: readonly unknown[];
  /** Why there is more than this; null where it is everything. */
  readonly incomplete: Incomplete | null;
  /** The refusal in the middle, where it was one. */
  readonly refusal: LmsRefused | null;
}

/**
 * Reads a container to its last page by `Link: rel="next"`, which must stay at the platform's origin (AGS 3.2.4, NRPS). What
 * breaks off in the middle is said to be incomplete. Throws LmsRefused where not even the first page came.
 */
export async function readPages(scope: Scope, registrationId: string, read: PagedRead): Promise<Pages> {
  const { url, scopes, accept, maxPages = 400, withinMs = 120_000, signal, heard } = read;
  const pages: unknown[] = [];
  const seen = new Set<string>();
  const until = Date.now() + withinMs;
  const ended = (incomplete: Incomplete | null, refusal: LmsRefused | null = null): Pages => ({
    pages,
    incomplete,
    refusal,
  });
  for (let address: string | null = url; address !== null;) {
    if (seen.has(address)) return ended('circle');
    if (seen.size >= maxPages) return ended('tooManyPages');
    if (Date.now() > until) return ended('tooSlow');
    seen.add(address);
    try {
      const { json, headers } = await callLms(scope, registrationId, {
        method: 'GET',
        url: address,
        scopes,
        accept,
        ...(signal ? { signal } : {}),
      });
      if (json === undefined) throw noJson();
      pages.push(json);
      await heard?.(pages.length);
      address = nextPage(headers.get('link'));
    } catch (error) {
      if (!(error instanceof LmsRefused) || pages.length === 0) throw error;
      return ended('refused', error);
    }
    if (address !== null && URL.parse(address)?.origin !== new URL(url).origin) return ended('elsewhere');
  }
  return ended(null);
}

const noJson = () =>
  new LmsRefused({
    status: null,
    words: 'the answer is no JSON, but a page or an empty text',
    retryAfterSeconds: null,
    isRetryable: true,
  });

import type { Readable } from 'node:stream';
import type { Response } from 'express';
import type { View } from '#src/views.ts';
import type { Drawing } from './draw.ts';

/** Where a list stands: by page, by cursor, or both [U-08]. */
export interface PageMeta {
  readonly page?: number;
  readonly limit?: number;
  readonly total?: number;
  readonly pages?: number;
  readonly cursor?: string | null;
}

/** What stands around a page: navigation, or, where nobody is in yet, next to nothing. */
export type Layout = 'site' | 'door';

interface Drawn {
  readonly view: View;
  readonly data: unknown;
  /** Text of the browser's title bar; null for the page's heading. */
  readonly title: string | null;
  readonly meta: PageMeta;
  readonly layout: Layout;
  /** Key of a message that is shown once beside it, as a toast. */
  readonly said: string | null;
}

/** A short-lived cookie of ours, `HttpOnly` and partitioned; `value` null takes it away. */
export interface SentCookie {
  /** Without `__Host-`. */
  readonly name: string;
  readonly value: string | null;
  readonly seconds: number;
}

/** What goes along with some answers. */
export interface Along {
  readonly cookies?: readonly SentCookie[];
  /** Origins whose frames may show the answer, beside the organization's; `*` for a page that is the same for everybody. */
  readonly frames?: readonly string[];
  /** Origins beside ours that forms of the page may be sent to. */
  readonly forms?: readonly string[];
  /** Scripts beside the usual one, by the names of assets (`lti/launch.js`). */
  readonly scripts?: readonly string[];
}

/** What a route answers, in words that know neither page, fragment nor JSON: the kernel decides which it becomes. */
export type Reply =
  | ({ readonly kind: 'view'; readonly status: number } & Drawn & Along)
  | ({ readonly kind: 'created'; readonly path: string } & Drawn)
  | { readonly kind: 'redirect'; readonly path: string; readonly said: string | null }
  | ({ readonly kind: 'away'; readonly url: string } & Along)
  | ({ readonly kind: 'signedIn'; readonly token: string; readonly expiresAt: Date; readonly path: string } & Along)
  | { readonly kind: 'signedOut'; readonly path: string }
  | { readonly kind: 'download'; readonly source: Readable; readonly headers: Readonly<Record<string, string>> }
  | {
      readonly kind: 'document';
      readonly type: string;
      readonly body: string | Buffer;
      readonly headers: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'stream'; open(res: Response, drawing: Drawing): Promise<void> }
  | { readonly kind: 'nothing' };

interface Saying {
  /** Key of a message without parameters. */
  readonly said?: string;
}

interface DrawnOptions extends Saying, Along {
  readonly status?: number;
  readonly title?: string;
  readonly meta?: PageMeta;
  /** Default `site`. */
  readonly layout?: Layout;
}

/** A page to a browser, its bare template to htmx, the data by their schema as JSON. */
export const page = <D>(
  view: View<D>,
  data: D,
  { status = 200, title, meta = {}, layout = 'site', said, ...along }: DrawnOptions = {},
): Reply => ({
  kind: 'view',
  ...along,
  layout,
  said: said ?? null,
  view: view,
  data,
  status,
  title: title ?? null,
  meta,
});

/** After something was made: 303 to its page, the fragment to htmx, 201 with Location and data as JSON. */
export const created = <D>(path: string, view: View<D>, data: D, { said }: Saying = {}): Reply => ({
  kind: 'created',
  layout: 'site',
  said: said ?? null,
  path,
  view: view,
  data,
  title: null,
  meta: {},
});

/** 303 to a path of ours, where `said` is shown once as a toast; htmx goes there too, JSON gets the path. */
export const redirect = (path: string, { said }: Saying = {}): Reply => ({
  kind: 'redirect',
  path,
  said: said ?? null,
});

/** A session begins: a cookie and 303 to a browser, the bearer as JSON. */
export const signedIn = (token: string, expiresAt: Date, path: string, along: Along = {}): Reply => ({
  kind: 'signedIn',
  token,
  expiresAt,
  path,
  ...along,
});

/** 302 to an absolute address elsewhere, which has to come from a registration or a setting and never from the request. */
export const away = (url: string, along: Along = {}): Reply => ({ kind: 'away', url, ...along });

export const signedOut = (path: string): Reply => ({ kind: 'signedOut', path });

/** Bytes with the headers that `fileHeaders` made. */
export const download = (source: Readable, headers: Readonly<Record<string, string>>): Reply => ({
  kind: 'download',
  source,
  headers,
});

/** A document that has its own form and no envelope: a key set, an OpenAPI description. */
export const document = (
  type: string,
  body: string | Buffer,
  headers: Readonly<Record<string, string>> = {},
): Reply => ({ kind: 'document', type, body, headers });

/** An answer that stays open; `open` writes it by itself, and may still throw before its first byte. */
export const stream = (open: (res: Response, drawing: Drawing) => Promise<void>): Reply => ({ kind: 'stream', open });

/** Done, and there is nothing to say: 204. */
export const nothing: Reply = { kind: 'nothing' };

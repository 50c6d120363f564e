import { parseCookie as parseCookies } from 'cookie';
import type { Request, Response } from 'express';
import { findLocale, isLocale, negotiateLocale, pseudoLocale, type Locale } from '#src/messages/locale.ts';
import { isApi } from './representation.ts';

/** What a request itself says of the language to answer in; null where it says nothing that we have. */
export interface Languages {
  /** `?locale=de`, for this one page. */
  readonly asked: Locale | null;
  /** What was asked for in this browser before. */
  readonly remembered: Locale | null;
  /** Of the browser's languages the first that we have. */
  readonly accepted: Locale | null;
}

const localeCookie = '__Host-assay-locale';

export function languagesOf(req: Request, { production }: { readonly production: boolean }): Languages {
  const chosen = (tag: string | null | undefined) =>
    tag && isLocale(tag) && !(production && tag === pseudoLocale) ? tag : null;
  return {
    asked: chosen(askedFor(req)),
    remembered: chosen(keptFor(req)),
    accepted: findLocale(req.acceptsLanguages()),
  };
}

// Read only where there is something to read: every request comes here, and few say anything.
const askedFor = ({ originalUrl }: Request) =>
  originalUrl.includes('locale=') ? new URL(originalUrl, 'http://x').searchParams.get('locale') : null;

function keptFor(req: Request) {
  const cookies = req.get('cookie');
  return cookies?.includes(localeCookie) ? parseCookies(cookies)[localeCookie] : null;
}

/**
 * The strongest of them; null leaves it to the organization. `own` is the language that the person has set, or else the one that
 * their session brought: a launch from an LMS will put it there, which is weaker than the first and stronger than the browser.
 */
export const localeOf = ({ asked, remembered, accepted }: Languages, own: string | null = null): Locale | null =>
  asked ?? findLocale(own ? [own] : []) ?? remembered ?? accepted;

/** What a page is drawn in: the Scope's language, or as long as there is no Scope what the request says. */
export function drawnIn(languages: Languages, scopeLocale?: string): Locale {
  const wanted = scopeLocale ?? localeOf(languages) ?? '';
  return isLocale(wanted) ? wanted : negotiateLocale([wanted]);
}

const yearMs = 365 * 86_400_000;

/** What was asked for in the address holds for the pages that follow, unless whoever is signed in has set another language. */
export function rememberLanguage(req: Request, res: Response, { asked, remembered }: Languages) {
  if (!asked || asked === remembered || isApi(req.path)) return;
  res.cookie(localeCookie, asked, {
    httpOnly: true,
    secure: true,
    sameSite: 'none',
    partitioned: true,
    path: '/',
    maxAge: yearMs,
  });
}

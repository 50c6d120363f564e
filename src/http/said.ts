import { parseCookie } from 'cookie';
import type { Response } from 'express';
import { ProgrammingError } from '#src/errors.ts';
import type { Drawing } from './draw.ts';

const cookie = '__Host-assay-said';
const attributes = { httpOnly: true, secure: true, sameSite: 'none', partitioned: true, path: '/' } as const;

/** Keeps the key of a message for the next page, for a minute at most. */
export const sayLater = (res: Response, key: string) => void res.cookie(cookie, key, { ...attributes, maxAge: 60_000 });

/** The message that was kept for this page, in the reader's language, or null; it is said once. */
export function takeSaid(res: Response, drawing: Drawing): string | null {
  const key = parseCookie(res.req.get('cookie') ?? '')[cookie];
  if (key === undefined) return null;
  // What shows it is for one reader at one moment.
  res.clearCookie(cookie, attributes).set('Cache-Control', 'no-store');
  return sentence(key, drawing);
}

/** Null for what is no message, or one that needs more than its key: a cookie is as good as whoever wrote it. */
export function sentence(key: string, { kernel: { messages }, reader }: Drawing): string | null {
  if (!messages.has(key)) return null;
  try {
    return messages.translate(reader.locale, key);
  } catch (error) {
    if (error instanceof ProgrammingError) return null;
    throw error;
  }
}

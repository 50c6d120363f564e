import { createHash, timingSafeEqual } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';
import type { Judge } from './judge.ts';

/** Everything but the first page needs a token, in the header or in the query: 401 with nothing in it. */
export const needsToken = (judge: Judge) => (request: Request, response: Response, next: NextFunction) => {
  if (judge.tokens.length === 0 || request.path === '/' || isOneOf(judge.tokens, sentAs(request, 'X-Auth-Token')))
    next();
  else response.status(401).type('text/html').end();
};

/** Who lists and deletes: 403 with nothing in it, always when the settings name nobody. */
export const needsUser = (judge: Judge) => (request: Request, response: Response, next: NextFunction) => {
  if (isOneOf(judge.settings.users, sentAs(request, 'X-Auth-User'))) next();
  else response.status(403).type('text/html').end();
};

function sentAs(request: Request, name: string) {
  const inQuery = request.query[name];
  return request.get(name) ?? (typeof inQuery === 'string' ? inQuery : '');
}

/** Compares hashes, so that neither length nor content can be found out by the time it takes. */
function isOneOf(allowed: readonly string[], sent: string) {
  return allowed.map((token) => timingSafeEqual(hash(token), hash(sent))).includes(true);
}

const hash = (text: string) => createHash('sha256').update(text).digest();

import { createHash } from 'node:crypto';
import type { Request } from 'express';
import { invalid } from '#src/errors.ts';
import { kernelFields } from '../form-state.ts';
import type { Body } from '../input/body.ts';
import type { Asked } from '../perform.ts';
import type { Route } from '../route.ts';

/** A request that may be repeated without being done twice. */
export interface KeyedRequest {
  readonly key: string;
  readonly body: Body | null;
}

const header = 'Idempotency-Key';
const keyShape = /^[\x21-\x7e]{1,255}$/;

/** The request's idempotency key, by header or hidden field; null without one. Throws DomainError `invalid` for one in another form. */
export function keyedRequest(req: Request, body: Body | null): KeyedRequest | null {
  const typed = body?.kind === 'form' ? body.entries.find(([name]) => name === kernelFields.idempotencyKey)?.[1] : null;
  const key = req.get(header) ?? typed ?? null;
  if (key === null) return null;
  if (!keyShape.test(key)) throw invalid({ field: header, key: 'kernel.error.keyForm' });
  return { key, body };
}

/** SHA-256 of what is asked for: the same under `/api`, whatever the order of the JSON's names, without the kernel's own fields. */
export function fingerprintOf(route: Route, { params, query }: Asked, body: Body | null): string {
  const asked = [route.method, route.path, params, query, body && contentOf(body)];
  return createHash('sha256').update(JSON.stringify(asked, inOrder)).digest('hex');
}

const contentOf = (body: Body) =>
  body.kind === 'json'
    ? body
    : { ...body, entries: body.entries.filter(([name]) => !Object.values<string>(kernelFields).includes(name)) };

const inOrder = (_name: string, value: unknown) =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)))
    : value;

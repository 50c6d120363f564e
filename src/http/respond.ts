import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import { sessionCookie } from './who.ts';
import { drawFragment, drawPage, drawToast, type Drawing } from './draw.ts';
import { success } from './envelope.ts';
import { allowFormsTo } from './form-targets.ts';
import { allowFramesOf } from './frame-ancestors.ts';
import type { Along, Reply } from './reply.ts';
import { sayLater, sentence, takeSaid } from './said.ts';
import { varyOn, type Representation } from './representation.ts';

type Drawn = Extract<Reply, { kind: 'view' | 'created' }>;

/** Sends a reply in the form that the reader asked for. */
export async function respond(
  res: Response,
  reply: Reply,
  representation: Representation,
  drawing: Drawing,
): Promise<void> {
  res.vary(varyOn).set('Cache-Control', isPublic(drawing) && !hasCookies(reply) ? 'public, no-cache' : 'no-store');
  sendAlong(res, reply);
  switch (reply.kind) {
    case 'view':
      return sendDrawn(res, reply, reply.status, representation, drawing);
    case 'created':
      if (representation === 'page') return goOn(res, reply, representation, drawing);
      res.set('Location', reply.path);
      if (representation === 'fragment') res.set('HX-Push-Url', reply.path);
      return sendDrawn(res, reply, 201, representation, drawing);
    case 'redirect':
      return goOn(res, reply, representation, drawing);
    case 'away':
      return res.redirect(302, reply.url);
    case 'signedIn':
      return sendSignedIn(res, reply, representation);
    case 'signedOut':
      if (isWithoutCookies(res)) res.set(bearerHeader, 'none');
      else res.clearCookie(sessionCookie, cookieAttributes);
      return sendElsewhere(res, reply.path, representation, null);
    case 'document':
      return void res.set(reply.headers).type(reply.type).send(reply.body);
    case 'download':
      res.set(reply.headers);
      return pipeline(reply.source, res);
    case 'stream':
      return reply.open(res, drawing);
    case 'nothing':
      return void res.status(204).end();
  }
}

const hasCookies = (reply: Reply) => 'cookies' in reply && (reply.cookies?.length ?? 0) > 0;

function sendAlong(res: Response, reply: Reply) {
  const hasAlong = reply.kind === 'view' || reply.kind === 'away' || reply.kind === 'signedIn';
  const { cookies = [], frames = [], forms = [] }: Along = hasAlong ? reply : {};
  allowFramesOf(res, frames);
  allowFormsTo(res, forms);
  // What anybody's frame may show, anybody may open in a window too, and be told there what came of it.
  if (frames.includes('*')) res.set('Cross-Origin-Opener-Policy', 'unsafe-none');
  for (const { name, value, seconds } of cookies)
    res.cookie(`__Host-${name}`, value ?? '', { ...cookieAttributes, maxAge: value === null ? 0 : seconds * 1_000 });
}

function sendDrawn(res: Response, drawn: Drawn, status: number, representation: Representation, drawing: Drawing) {
  res.status(status).set('Content-Language', drawing.reader.locale);
  const body = bodyOf(res, drawn, status, representation, drawing);
  if (isPublic(drawing)) res.set('ETag', `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`);
  res.type(representation === 'json' ? 'json' : 'html').send(body);
}

function bodyOf(res: Response, drawn: Drawn, status: number, representation: Representation, drawing: Drawing) {
  const { view, data, meta } = drawn;
  const said = drawn.said && sentence(drawn.said, drawing);
  if (representation === 'fragment') return drawFragment(drawing, view, data) + (said ? drawToast(drawing, said) : '');
  if (representation === 'page') return drawPage(drawing, { ...drawn, said: said ?? takeSaid(res, drawing) });
  const { messages } = drawing.kernel;
  const message = messages.translate(drawing.reader.locale, status === 201 ? 'kernel.created' : 'kernel.done');
  // The schema drops every property that it does not declare: what is not meant for readers never leaves.
  return JSON.stringify(success(said ?? message, view.schema.parse(data), meta));
}

/** Goes on to a page, which says once what has happened. */
function goOn(
  res: Response,
  { path, said }: { path: string; said: string | null },
  representation: Representation,
  drawing: Drawing,
) {
  if (representation === 'json') return void res.json(success((said && sentence(said, drawing)) ?? '', { path }));
  if (said) sayLater(res, said);
  return sendElsewhere(res, path, representation, null);
}

/** What was drawn for nobody in particular may be kept, and asked about again. */
const isPublic = ({ who }: Drawing) => who.kind === 'anonymous';

function sendSignedIn(
  res: Response,
  { token, expiresAt, path }: Extract<Reply, { kind: 'signedIn' }>,
  representation: Representation,
) {
  if (representation === 'json')
    return sendElsewhere(res, path, representation, { token, expiresAt: expiresAt.toISOString() });
  if (isWithoutCookies(res)) res.set(bearerHeader, token);
  else setSessionCookie(res, token, expiresAt);
  return sendElsewhere(res, path, representation, null);
}

/**
 * Our script sends it where the browser keeps no cookies, and gets the session's bearer in it. Another site cannot: the
 * browser would ask us first.
 */
const bearerHeader = 'X-Assay-Bearer';
const isWithoutCookies = ({ req }: Response) => req.get(bearerHeader) !== undefined;

/** A browser goes there, htmx makes it go there, a program is told. A document request would lose a bearer, a swap keeps it. */
export function sendElsewhere(res: Response, path: string, representation: Representation, data: unknown) {
  if (representation === 'json') return void res.json(success('', data ?? { path }));
  if (isWithoutCookies(res)) return void res.set('HX-Location', path).status(200).end();
  if (representation === 'fragment') return void res.set('HX-Redirect', path).status(200).end();
  return res.redirect(303, path);
}

const cookieAttributes = { httpOnly: true, secure: true, sameSite: 'none', partitioned: true, path: '/' } as const;

/** Partitioned, so that it also travels in the frame of an LMS, and there alone. */
const setSessionCookie = (res: Response, token: string, expires: Date) =>
  void res.cookie(sessionCookie, token, { ...cookieAttributes, expires });

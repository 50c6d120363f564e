import { z } from 'zod';
import { page, redirect, signedOut } from '#src/http/reply.ts';
import { get, idOf, post } from '#src/http/route.ts';
import { Session } from '#src/people/session.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { endEverySession } from '#src/sessions/end-every-session.ts';
import { endSession } from '#src/sessions/end-session.ts';
import { listSessions } from '#src/sessions/list-sessions.ts';
import { view } from '#src/views.ts';
import { deviceOf } from '../device.ts';
import { entranceOf } from '../entrance.ts';
import { ownAccountInSession } from './own-account.ts';

const sessionsView = view(
  'accounts/own/sessions',
  z.object({
    sessions: z.array(
      z.object({
        id: z.uuid(),
        device: z.string(),
        address: z.string(),
        startedAt: z.iso.datetime(),
        lastSeenAt: z.iso.datetime(),
        isThis: z.boolean(),
      }),
    ),
    hasOthers: z.boolean(),
  }),
);
const place = '/account/sessions';

/** Where somebody is signed in. */
export const sessionRoutes = [
  get(place, {
    summary: 'Where one is signed in',
    answer: sessionsView,
    allow: ownAccountInSession,
    async handle(scope, { row }) {
      const sessions = (await listSessions(scope)).map((session) => drawn(session, row.sessionId));
      return page(sessionsView, { sessions, hasOthers: sessions.length > 1 });
    },
  }),

  post('/account/sessions/ending', {
    summary: 'Signs out everywhere else',
    body: z.object({}),
    allow: ownAccountInSession,
    async handle(scope, { row }) {
      await endEverySession(scope, row.user.id, row.sessionId);
      return redirect(place, { said: 'accounts.sessions.othersEnded' });
    },
  }),

  post('/account/sessions/:id/ending', {
    summary: 'Ends one session',
    params: z.object({ id: idOf('session') }),
    body: z.object({}),
    allow: findOwnSession,
    async handle(scope, { row }) {
      await endSession(scope, row.id);
      if ('ip' in scope.origin && scope.origin.sessionId === row.id)
        return signedOut(`${entranceOf(scope)}/auth/login`);
      return redirect(place, { said: 'accounts.sessions.ended' });
    },
  }),
];

async function findOwnSession(scope: Scope, { id }: { readonly id: string }) {
  const own = await ownAccountInSession(scope);
  return own && scope.em.findOne(Session, { id, user: own.user.id, revokedAt: null });
}

const drawn = (session: Awaited<ReturnType<typeof listSessions>>[number], current: string) => ({
  id: session.id,
  device: deviceOf(session.userAgent ?? null),
  address: session.ipAddress ?? '',
  startedAt: session.createdAt.toISOString(),
  lastSeenAt: session.lastSeenAt.toISOString(),
  isThis: session.id === current,
});

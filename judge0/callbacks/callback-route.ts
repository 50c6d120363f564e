import { z } from 'zod';
import { document } from '#src/http/reply.ts';
import { put } from '#src/http/route.ts';
import { callbackTopic, isCallbackSecret } from './callback-address.ts';

/**
 * A judge says that a submission has ended. Only which one is taken from it, and only as a reason to ask that judge now;
 * answered at once, because a judge's worker waits for the answer.
 */
export const callbackRoute = put('/judge0/callbacks/:secret', {
  summary: 'Hears from a judge that a program has ended',
  tenant: 'none',
  work: 'steps',
  crossSite: true,
  countsItself: true,
  maxBytes: 16_000_000,
  params: z.object({ secret: z.string().max(200) }),
  body: z.object({ token: z.string().regex(/^[\w-]{1,100}$/) }),
  allow: async ({ keys }, { secret }) => (isCallbackSecret(keys, secret) ? {} : null),
  async handle(scope, { body }) {
    scope.notifications.tell(callbackTopic, body.token);
    return document('text/plain', '');
  },
});

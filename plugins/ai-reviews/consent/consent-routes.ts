import { z } from 'zod';
import { signedInPeople } from '#src/http/allow.ts';
import { page, redirect } from '#src/http/reply.ts';
import { get, post } from '#src/http/route.ts';
import { User } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { signedInUser } from '#src/sessions/signed-in-user.ts';
import { view } from '#src/views.ts';
import { readRules } from '../organization/read-rules.ts';
import { consentPath } from '../paths.ts';
import { AiReviewConsent } from './review-consent.entity.ts';

const consentView = view(
  'ai-reviews/consent',
  z.object({ agreedAt: z.iso.datetime().nullable(), isWanted: z.boolean() }),
);

/** Whether a model may read one's work: said once, taken back at any time. */
export const consentRoutes = [
  get(consentPath, {
    summary: 'Whether you agreed that a model may read your work',
    answer: consentView,
    allow: signedInPeople,
    async handle(scope) {
      const consent = await scope.em.findOne(AiReviewConsent, { user: signedInUser(scope) });
      const { wantsConsent } = await readRules(scope);
      return page(consentView, { agreedAt: consent?.agreedAt.toISOString() ?? null, isWanted: wantsConsent });
    },
  }),

  post(consentPath, {
    summary: 'Agrees that a model may read your work, or takes that back',
    body: z.object({ agrees: z.enum(['yes', 'no']) }),
    allow: signedInPeople,
    async handle(scope, { body }) {
      await (body.agrees === 'yes'
        ? agree(scope)
        : scope.em.nativeDelete(AiReviewConsent, { user: signedInUser(scope) }));
      return redirect(consentPath, {
        said: body.agrees === 'yes' ? 'ai-reviews.consent.given' : 'ai-reviews.consent.taken',
      });
    },
  }),
];

async function agree(scope: Scope) {
  const user = signedInUser(scope);
  if (await scope.em.findOne(AiReviewConsent, { user })) return;
  scope.em.create(AiReviewConsent, { user: scope.em.getReference(User, user), agreedAt: scope.now() } as never);
}

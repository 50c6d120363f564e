import { z } from 'zod';
import { page, type Reply } from '#src/http/reply.ts';
import { view } from '#src/views.ts';
import type { DeepLinkAnswer } from './answer-deep-link.ts';

/** Takes the answer to the platform by itself. */
export const answerScript = 'lti/deep-link.js';

export const answerView = view(
  'lti/deep-linking/answer',
  z.object({
    returnUrl: z.string(),
    /** For the field `JWT` of a form that is posted there by the person's browser. */
    jwt: z.string(),
    items: z.int(),
  }),
);

/** A form that posts itself: nothing but the browser may take it there, because the platform knows its person by it. */
export const answerPage = (answer: DeepLinkAnswer): Reply =>
  page(answerView, { ...answer }, { forms: [new URL(answer.returnUrl).origin], scripts: [answerScript] });

import { z } from 'zod';
import { page, type Reply } from '#src/http/reply.ts';
import { view } from '#src/views.ts';
import type { DeepLinkRow } from './select-deep-link.ts';

const overView = view(
  'lti/deep-linking/over',
  z.object({ why: z.enum(['answered', 'expired']), returnUrl: z.string().nullable() }),
);

/** A request that takes no answer any more: it had one, or it is too old. */
export const overPage = ({ isAnswered, returnUrl }: DeepLinkRow): Reply =>
  page(overView, { why: isAnswered ? 'answered' : 'expired', returnUrl }, { status: isAnswered ? 409 : 410 });

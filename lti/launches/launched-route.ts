import { z } from 'zod';
import { signedInPeople } from '#src/http/allow.ts';
import { page } from '#src/http/reply.ts';
import { get } from '#src/http/route.ts';
import { view } from '#src/views.ts';

const launchedView = view('lti/launched', z.object({ message: z.string() }));

/** Where a message leads that no plugin has taken: it arrived, and the page says which. */
export const launchedRoute = get('/lti/launched', {
  summary: 'Says which message of an LMS arrived and is not taken by anything here',
  query: z.object({ message: z.string().max(100).default('') }),
  answer: launchedView,
  allow: signedInPeople,
  handle: async (_scope, { query }) => page(launchedView, { message: query.message }),
});

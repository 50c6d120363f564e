import { z } from 'zod';
import { signedInPeople } from '#src/http/allow.ts';
import { ownPath } from '#src/http/own-path.ts';
import { page, redirect } from '#src/http/reply.ts';
import { post } from '#src/http/route.ts';
import { view } from '#src/views.ts';

const putAwayView = view('submissions/workspace/guide-put-away', z.object({}));

const query = `
  update "user" set preferences = coalesce(preferences, '{}') || '{"workspaceGuide": false}' where organization_id = ? and id = ?`;

/** Where the guide of the workspace is put away, on every device of who asks [S-05]; their preferences bring it back. */
export const guideRoute = post('/workspace-guide/dismissal', {
  summary: 'Puts the guide of the workspace away',
  answer: putAwayView,
  body: z.object({ next: z.string().max(2_000).optional().describe('Path of the page to come back to') }),
  allow: signedInPeople,
  async handle(scope, { row, body: { next }, visit }) {
    await scope.em.execute(query, [scope.organization.id, row.id]);
    return visit.representation === 'page' ? redirect(ownPath(next, scope.url('/'))) : page(putAwayView, {});
  },
});

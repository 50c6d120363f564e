import { z } from 'zod';
import { redirect } from '#src/http/reply.ts';
import { idOf, post } from '#src/http/route.ts';
import type { Scope } from '#src/scope/scope.ts';
import { signedInUser } from '#src/sessions/signed-in-user.ts';
import { ownPatternPath } from '../instructors/paths.ts';
import { allowOwn } from '../own/own-routes.ts';
import { tryPatternJob } from './try-pattern.ts';

/** Trying a pattern on what was handed in before. */
export const trialRoutes = [
  post(`${ownPatternPath(':id')}/trial`, {
    summary: 'Tries a pattern on past submissions to your own problems and in your own courses, in the background',
    params: z.object({ id: idOf('instructorPattern') }),
    body: z.object({}),
    allow: allowOwn,
    async handle(scope, { row }) {
      await beginTrial(scope, row.id);
      return redirect(ownPatternPath(row.id));
    },
  }),
];

const upsert = `
  insert into pattern_trial (id, organization_id, pattern_id, user_id, run_id) values (?, ?, ?, ?, ?)
    on conflict (pattern_id, user_id) do update set run_id = excluded.run_id, state = 'WAITING', total = 0, seen = 0, refused = 0,
      programs = 0, hits = 0, places = '[]', finished_at = null
    returning id`;

/** Begins anew, whatever an earlier trial of the same person found. In the open transaction. */
export async function beginTrial(scope: Scope, patternId: string): Promise<void> {
  const [id, runId] = [crypto.randomUUID(), crypto.randomUUID()];
  const values = [id, scope.organization.id, patternId, signedInUser(scope), runId];
  const [trial] = await scope.em.execute<{ id: string }[]>(upsert, values);
  await scope.enqueue(tryPatternJob, { trialId: trial!.id, runId });
}

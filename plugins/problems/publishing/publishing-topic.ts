import { z } from 'zod';
import { defineTopic } from '#src/http/live/topic.ts';
import type { Scope } from '#src/scope/scope.ts';
import { allowEditing } from '../allow-problem.ts';
import { Publishing } from './publishing.entity.ts';
import { trialsOf, trialsView } from './publishing-views.ts';

/** An attempt to publish, for those who may change the problem. */
export async function allowPublishing(scope: Scope, { publishingId }: { readonly publishingId: string }) {
  const publishing = await scope.em.findOne(Publishing, { id: publishingId });
  if (!publishing) return null;
  const problem = await allowEditing(scope, { id: publishing.problem.id });
  return problem && { publishing, problem };
}

/** How far it is. */
export const publishingTopic = defineTopic({
  name: 'problems.publishing',
  params: z.object({ publishingId: z.uuid() }),
  target: () => 'trials',
  allow: allowPublishing,
  audience: () => 'authors',
  draw: async (_scope, { publishing }) => ({ view: trialsView, data: trialsOf(publishing) }),
});

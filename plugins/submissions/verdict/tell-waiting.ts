import { publish } from '#src/http/live/publish.ts';
import type { Scope } from '#src/scope/scope.ts';
import { judgingQueue } from '../pipeline/judging-queue.ts';
import { submissionTopic } from './submission-topic.ts';

/** Between two times that the waiting of one organization are told that the line has moved. */
const pauseMs = 3_000;
/**
 * Those who come next: each costs a drawing, on the processors that judge. Who is farther back hears of it within
 * a minute, when the page is drawn anew by itself.
 */
const mostTold = judgingQueue.lanes;

const told = new WeakMap<object, Map<string, number>>();

/** Tells the pages of those who wait that the line has moved, every three seconds at most. */
export async function tellWaiting(scope: Scope): Promise<void> {
  const { keys, organization } = scope;
  const times = told.get(keys) ?? new Map<string, number>();
  told.set(keys, times);
  if (Date.now() - (times.get(organization.id) ?? 0) < pauseMs) return;
  times.set(organization.id, Date.now());
  await scope.transaction(async (scope) => {
    const rows = await scope.em.execute<{ id: string }[]>(
      `select id from submission where organization_id = ? and status = 'PENDING' order by accepted_at limit ${mostTold}`,
      [organization.id],
    );
    for (const { id } of rows) publish(scope, submissionTopic, { submissionId: id });
  });
}

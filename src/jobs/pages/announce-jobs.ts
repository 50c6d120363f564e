import { z } from 'zod';
import type { Notifications } from '#src/database/notifications.ts';
import { tellTopic } from '#src/http/live/publish.ts';
import { topicAddress } from '#src/http/live/topic.ts';
import { installationJobs, organizationJobs } from './live-counts.ts';

const Owned = z.object({ organizationId: z.uuid().nullable() });
/** Long enough for the queue to have stored how a job ended. */
const settledAfterMs = 700;
/** Longer than pg-boss takes to count its queues anew. */
const countedAfterMs = 6_000;

/** Called by a worker with a job's envelope whenever one begins or ends; pages hear of many at once. */
export function announceJobs({ notifications }: { readonly notifications: Pick<Notifications, 'tell'> }) {
  const due = new Set<string | null>();
  const tellAfter = (ms: number, organizationId: string | null, topic: typeof organizationJobs) => {
    if (due.has(organizationId)) return;
    due.add(organizationId);
    setTimeout(() => {
      due.delete(organizationId);
      tellTopic(notifications, organizationId, topicAddress(topic, {}));
    }, ms).unref();
  };
  return (envelope: unknown) => {
    tellAfter(countedAfterMs, null, installationJobs);
    const organizationId = Owned.safeParse(envelope).data?.organizationId;
    if (organizationId) tellAfter(settledAfterMs, organizationId, organizationJobs);
  };
}

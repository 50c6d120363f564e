import type { Notifications } from '#src/database/notifications.ts';
import { topicAddress, type AnyScope, type Topic } from './topic.ts';

/** What NOTIFY carries for live pages. */
export const liveChannel = 'live';

/** One topic of one organization, or of the installation, among all processes. */
export const channelKey = (organizationId: string | null, address: string) => `${organizationId ?? '-'} ${address}`;

/**
 * Tells every process, once after the open transaction has committed, that a topic has changed. Told are ids: each process reads
 * the state itself, once for each audience that watches. Throws ProgrammingError where no transaction is open.
 */
export function publish<P extends object>(scope: AnyScope, topic: Topic<P>, params: P): void {
  const organizationId = scope.organization?.id ?? null;
  const address = topicAddress(topic, params);
  const once = `${liveChannel} ${channelKey(organizationId, address)}`;
  scope.afterCommit(() => tellTopic(scope.notifications, organizationId, address), once);
}

/** The same for what has committed already. */
export const tellTopic = (
  notifications: Pick<Notifications, 'tell'>,
  organizationId: string | null,
  address: string,
): void => notifications.tell(liveChannel, channelKey(organizationId, address));

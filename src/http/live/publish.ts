import type { Notifications } from '#src/database/notifications.ts';
import { topicAddress, type AnyScope, type Topic } from './topic.ts';

/** What NOTIFY carries for live pages. */
export const liveChannel = 'live';

/** One topic of one organization, or of the installation, among all processes. */
export const channelKey = (organizationId: string | null, address: string) => `${organizationId ?? '-'} ${address}`;

/**
 * Tells every process, after the open transaction has committed, that a topic has changed. Told are ids: each process reads
 * the state itself, once for each audience that watches. Throws ProgrammingError where no transaction is open.
 */
export const publish = <P extends object>(scope: AnyScope, topic: Topic<P>, params: P): void =>
  publishAddress(scope, topicAddress(topic, params));

/** However often a transaction changes it, a topic is told of once. */
function publishAddress(scope: AnyScope, address: string) {
  const organizationId = scope.organization?.id ?? null;
  const tell = () => tellTopic(scope.notifications, organizationId, address);
  scope.afterCommit(tell, `${liveChannel} ${channelKey(organizationId, address)}`);
}

/** The same for what has committed already. */
export const tellTopic = (
  notifications: Pick<Notifications, 'tell'>,
  organizationId: string | null,
  address: string,
): void => notifications.tell(liveChannel, channelKey(organizationId, address));

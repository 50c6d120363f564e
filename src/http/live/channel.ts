import { channelKey } from './publish.ts';
import type { Subscription } from './live-stream.ts';

/** One topic of one organization, as this process watches it. */
export interface Channel {
  readonly key: string;
  readonly organizationId: string | null;
  readonly subscriptions: Set<Subscription>;
  /** How often something was told of it. */
  heard: number;
  refreshedAt: number;
}

export interface Channels extends Iterable<Channel> {
  /** The channel that NOTIFY names, if anybody here watches it. */
  find(key: string): Channel | undefined;
  open(organizationId: string | null, address: string): Channel;
  leave(subscription: Subscription): void;
}

/** The channels that somebody watches. */
export function openChannels(): Channels {
  const channels = new Map<string, Channel>();
  return {
    [Symbol.iterator]: () => channels.values(),
    find: (key) => channels.get(key),
    open(organizationId, address) {
      const key = channelKey(organizationId, address);
      const known = channels.get(key);
      if (known) return known;
      const channel = {
        key,
        organizationId,
        subscriptions: new Set<Subscription>(),
        heard: 0,
        refreshedAt: Date.now(),
      };
      channels.set(key, channel);
      return channel;
    },
    leave(subscription) {
      const { channel } = subscription;
      channel.subscriptions.delete(subscription);
      if (channel.subscriptions.size === 0 && channels.get(channel.key) === channel) channels.delete(channel.key);
    },
  };
}

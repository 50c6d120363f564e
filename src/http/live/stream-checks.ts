import type { Kernel } from '#src/scope/kernel.ts';
import { checkStreams } from './check-streams.ts';
import { openLane } from './lane.ts';
import type { LiveStream, Subscription } from './live-stream.ts';

export interface StreamChecks {
  /** Asks about the stream soon, together with the others of its organization. */
  add(stream: LiveStream): void;
  close(): Promise<void>;
}

const mostAtOnce = 50;

/** Asks whether people may still watch, one organization's streams at a time; tells of the topics that changed for somebody. */
export function openStreamChecks(kernel: Kernel, changed: (subscription: Subscription) => void): StreamChecks {
  const due = new Map<string | null, Set<LiveStream>>();
  const lane = openLane<string | null>({ limit: 2, run: ([organizationId]) => checkDue(organizationId!) });
  return {
    add(stream) {
      const organizationId = stream.scope.organization?.id ?? null;
      due.set(organizationId, (due.get(organizationId) ?? new Set()).add(stream));
      lane.add(organizationId);
    },
    close: () => lane.close(),
  };

  async function checkDue(organizationId: string | null) {
    const streams = [...(due.get(organizationId) ?? [])];
    due.delete(organizationId);
    for (let from = 0; from < streams.length; from += mostAtOnce) await check(streams.slice(from, from + mostAtOnce));
  }

  async function check(streams: readonly LiveStream[]) {
    try {
      const open = streams.filter(({ isEnded }) => !isEnded);
      for (const subscription of await checkStreams(kernel, open)) changed(subscription);
    } catch (error) {
      // Which of them it was, only each alone can say.
      if (streams.length > 1) return checkEach(streams);
      kernel.log.warn({ err: error }, 'the right to a live page could not be checked; it ends');
      for (const stream of streams) stream.end('again');
    }
  }

  async function checkEach(streams: readonly LiveStream[]) {
    for (const stream of streams) await check([stream]);
  }
}

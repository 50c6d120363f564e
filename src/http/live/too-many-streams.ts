import { DomainError } from '#src/errors.ts';
import type { Identified } from '#src/sessions/identify.ts';

const most = 20;

/** How many streams each person has open in this process. */
export interface StreamCounts {
  /** Throws DomainError `tooManyRequests` for one more of a person who has many. */
  enter(who: Identified): void;
  leave(who: Identified): void;
}

export function countStreams(): StreamCounts {
  const counts = new Map<string, number>();
  return {
    enter(who) {
      if (who.kind === 'anonymous') return;
      const count = counts.get(who.actor.id) ?? 0;
      if (count >= most)
        throw new DomainError('tooManyRequests', 'kernel.error.tooManyStreams', {
          parameters: { most },
          retryAfterSeconds: 30,
        });
      counts.set(who.actor.id, count + 1);
    },
    leave(who) {
      if (who.kind === 'anonymous') return;
      const count = counts.get(who.actor.id) ?? 0;
      if (count > 1) counts.set(who.actor.id, count - 1);
      else counts.delete(who.actor.id);
    },
  };
}

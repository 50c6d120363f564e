import { DomainError } from '#src/errors.ts';
import type { Identified } from '#src/sessions/identify.ts';
import type { LiveStream } from './live-stream.ts';

const most = 20;

/** Throws DomainError `tooManyRequests` for one more stream of a person who has many open in this process. */
export function refuseTooManyStreams(who: Identified, streams: Iterable<LiveStream>) {
  if (who.kind === 'anonymous') return;
  let count = 0;
  for (const stream of streams) if (stream.who.kind !== 'anonymous' && stream.who.actor.id === who.actor.id) count += 1;
  if (count >= most)
    throw new DomainError('tooManyRequests', 'kernel.error.tooManyStreams', {
      parameters: { most },
      retryAfterSeconds: 30,
    });
}

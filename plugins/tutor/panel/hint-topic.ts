import { z } from 'zod';
import { assignedPlaces } from '#plugins/assignments';
import { problemPlaces } from '#plugins/submissions';
import { defineTopic, liveTopic } from '#src/http/live/topic.ts';
import type { Scope } from '#src/scope/scope.ts';
import { hintPlace, type HintPlace } from '../asking/hint-place.ts';
import { selectHints } from '../asking/select-hints.ts';
import { hintFields } from './hint-fields.ts';
import { hintBodyView } from './hint-views.ts';

const practice = 'practice';

const Watched = z.object({
  problemId: z.uuid(),
  userId: z.uuid(),
  /** Of the assignment. */
  placeId: z.union([z.uuid(), z.literal(practice)]),
});
type Watched = z.output<typeof Watched>;

/** Somebody's hints at one place, while they look. */
export const hintTopic = defineTopic({
  name: 'tutor.hints',
  params: Watched,
  target: ({ problemId }) => `hints-${problemId}`,
  async allow(scope: Scope, watched: Watched) {
    const place = await placeOf(scope, watched);
    return place?.userId === watched.userId ? place : null;
  },
  draw: async (scope: Scope, place) => ({
    view: hintBodyView,
    data: hintFields(place, await selectHints(scope, place)),
  }),
});

export const liveHints = liveTopic(hintTopic);

export const watchedAt = ({ problemId, userId, assignment }: WatchedPlace): Watched => ({
  problemId,
  userId,
  placeId: assignment?.id ?? practice,
});

interface WatchedPlace {
  readonly problemId: string;
  readonly userId: string;
  readonly assignment: { readonly id: string } | null;
}

async function placeOf(scope: Scope, { problemId, placeId }: Watched): Promise<HintPlace | null> {
  if (scope.actor.kind !== 'user') return null;
  const place =
    placeId === practice
      ? await problemPlaces.allow(scope, { problemId })
      : await assignedPlaces.allow(scope, { id: placeId, problemId });
  return place && hintPlace(scope, place);
}

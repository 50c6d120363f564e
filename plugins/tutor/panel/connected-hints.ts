import { livePath, topicAddress } from '#src/http/live/topic.ts';
import type { HintPlace } from '../asking/hint-place.ts';
import type { HintsOfPlace } from '../asking/select-hints.ts';
import { hintFields } from './hint-fields.ts';
import { hintTopic, watchedAt } from './hint-topic.ts';

/** The hints at a place with the connection by which their page hears of one that is being written. */
export function connectedHints(place: HintPlace, known: HintsOfPlace) {
  const fields = hintFields(place, known);
  const isAwaited = fields.without === 'writing';
  return { ...fields, live: isAwaited ? livePath([topicAddress(hintTopic, watchedAt(place))]) : null };
}

import { z } from 'zod';
import { defineCache } from '#src/cache/cache-definition.ts';
import type { Scope } from '#src/scope/scope.ts';
import { selectTopicNames, type TopicName } from './select-topics.ts';

const topicsCache = defineCache({
  name: 'problems.topics',
  seconds: 3600,
  value: z.array(z.object({ id: z.string(), slug: z.string(), name: z.string() })),
});
const all = 'all';

/** What can be chosen wherever problems are searched, by name; kept for an hour [D2-12]. */
export const listTopics = (scope: Scope): Promise<readonly TopicName[]> =>
  scope.cache.cached(topicsCache, scope.organization.id, all, () => selectTopicNames(scope));

/** After the commit, because a topic was made, renamed or removed. */
export const forgetTopics = (scope: Scope): void =>
  scope.afterCommit(() => scope.cache.delete(topicsCache, scope.organization.id, all));

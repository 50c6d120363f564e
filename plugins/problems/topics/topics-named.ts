import type { Scope } from '#src/scope/scope.ts';
import { makeTopic } from './make-topic.ts';
import { selectTopicNames } from './select-topics.ts';

/** The ids of topics by their names, whatever the case; what is not there is made. */
export async function topicsNamed(scope: Scope, names: readonly string[]): Promise<string[]> {
  const standing = await selectTopicNames(scope);
  const ids: string[] = [];
  for (const wanted of names) {
    const found = standing.find(({ name }) => name.toLowerCase() === wanted.toLowerCase());
    ids.push((found ?? (await makeTopic(scope, wanted))).id);
  }
  return ids;
}

import type { Scope } from '#src/scope/scope.ts';

/** Puts a problem under these topics and no others; one that was removed in the meantime is left out. */
export async function fileUnderTopics(
  { em, organization }: Scope,
  problemId: string,
  topicIds: readonly string[],
): Promise<void> {
  const ids = `{${topicIds.join(',')}}`;
  await em.execute(
    'delete from problem_topic where organization_id = ? and problem_id = ? and not topic_id = any(?::uuid[])',
    [organization.id, problemId, ids],
  );
  if (topicIds.length === 0) return;
  await em.execute(
    `insert into problem_topic (id, organization_id, problem_id, topic_id)
     select gen_random_uuid(), organization_id, ?, id from topic where organization_id = ? and id = any(?::uuid[])
     on conflict (problem_id, topic_id) do nothing`,
    [problemId, organization.id, ids],
  );
}

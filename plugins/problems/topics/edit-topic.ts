import { audit } from '#src/audit/audit.ts';
import type { Scope } from '#src/scope/scope.ts';
import { forgetTopics } from './list-topics.ts';
import { nameTaken } from './make-topic.ts';
import type { TopicRow } from './select-topics.ts';
import { Topic } from './topic.entity.ts';

/** Its address stays. Throws DomainError `invalid` for a name that another topic has, whatever its case. */
export async function renameTopic(scope: Scope, topic: TopicRow, name: string): Promise<void> {
  const { em, organization } = scope;
  const [other] = await em.execute('select id from topic where organization_id = ? and lower(name) = ? and id <> ?', [
    organization.id,
    name.toLowerCase(),
    topic.id,
  ]);
  if (other) throw nameTaken(name);
  await em.nativeUpdate(Topic, { id: topic.id }, { name });
  forgetTopics(scope);
  const payload = { from: topic.name, to: name };
  await audit(scope, { action: 'topic.renamed', target: { type: 'topic', id: topic.id }, payload });
}

/** Problems that are about it stay, without it. */
export async function removeTopic(scope: Scope, { id, name }: TopicRow): Promise<void> {
  await scope.em.nativeDelete(Topic, { id });
  forgetTopics(scope);
  await audit(scope, { action: 'topic.removed', target: { type: 'topic', id }, payload: { name } });
}

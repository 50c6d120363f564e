import { invalid } from '#src/errors.ts';
import type { Scope } from '#src/scope/scope.ts';
import { freeAmong, slugOf } from '../slug-of.ts';
import { forgetTopics } from './list-topics.ts';

const standing = 'select slug, lower(name) as name from topic where organization_id = ?';

const insert = `
  insert into topic (id, organization_id, name, slug) values (gen_random_uuid(), ?, ?, ?)
  on conflict (organization_id, slug) do nothing returning id, slug`;

/** Throws DomainError `invalid` for a name that another topic has, whatever its case. */
export async function makeTopic(scope: Scope, name: string): Promise<{ readonly id: string; readonly slug: string }> {
  const { em, organization } = scope;
  const topics = await em.execute<{ slug: string; name: string }[]>(standing, [organization.id]);
  if (topics.some((topic) => topic.name === name.toLowerCase())) throw nameTaken(name);
  const slug = freeAmong(
    slugOf(name, 'topic'),
    topics.map((topic) => topic.slug),
  );
  const [made] = await em.execute<{ id: string; slug: string }[]>(insert, [organization.id, name, slug]);
  // Somebody else made the same at the same moment.
  if (!made) throw nameTaken(name);
  forgetTopics(scope);
  return made;
}

export const nameTaken = (name: string) =>
  invalid({ field: 'name', key: 'problems.topics.error.nameTaken', parameters: { name } });

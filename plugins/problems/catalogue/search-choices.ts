import { z } from 'zod';
import { defineCache } from '#src/cache/cache-definition.ts';
import type { Scope } from '#src/scope/scope.ts';

const Choices = z.object({ categories: z.array(z.string()), skills: z.array(z.string()) });
type Choices = z.output<typeof Choices>;

const choicesCache = defineCache({ name: 'problems.searchChoices', seconds: 3600, value: Choices });
const all = 'all';

const query = `
  with seen as (
    select category, skills from problem
    where organization_id = ? and visibility = 'public' and published_at is not null and removed_at is null)
  select array(select distinct category from seen where category is not null order by category) as categories,
    array(select min(skill) from seen, unnest(skills) skill group by lower(skill) order by lower(skill)) as skills`;

/** The categories and job skills of what everybody in the organization sees, sorted; kept for an hour [D2-19][D2-26]. */
export const listSearchChoices = (scope: Scope): Promise<Choices> =>
  scope.cache.cached(choicesCache, scope.organization.id, all, async () => {
    const [found] = await scope.em.execute<Choices[]>(query, [scope.organization.id]);
    return found!;
  });

export const listCategories = async (scope: Scope): Promise<readonly string[]> =>
  (await listSearchChoices(scope)).categories;

/** After the commit, because something came into the catalogue, left it or changed what it is found by. */
export const forgetSearchChoices = (scope: Scope): void =>
  scope.afterCommit(() => scope.cache.delete(choicesCache, scope.organization.id, all));

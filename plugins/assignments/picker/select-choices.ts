import type { Scope } from '#src/scope/scope.ts';

/** A problem that is picked and not sent yet. */
export interface PickedProblem {
  readonly id: string;
  readonly title: string;
}

const query = `
  select p.id, p.title from link_choice c join problem p on p.id = c.problem_id
  where c.organization_id = ? and c.deep_link_id = ? and p.published_at is not null and p.removed_at is null
  order by c.position, p.id`;

/** In their order. */
export const selectChoices = ({ em, organization }: Scope, deepLinkId: string): Promise<PickedProblem[]> =>
  em.execute<PickedProblem[]>(query, [organization.id, deepLinkId]);

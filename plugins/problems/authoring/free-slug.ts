import type { Scope } from '#src/scope/scope.ts';
import { freeAmong, slugOf } from '../slug-of.ts';

/** `Two Sum` becomes `two-sum`, and where that is taken `two-sum-2` and so on. */
export async function freeSlug({ em, organization }: Scope, title: string): Promise<string> {
  const wanted = slugOf(title, 'problem');
  const rows = await em.execute<{ slug: string }[]>(
    'select slug from problem where organization_id = ? and (slug = ? or slug like ?)',
    [organization.id, wanted, `${wanted}-%`],
  );
  return freeAmong(
    wanted,
    rows.map(({ slug }) => slug),
  );
}

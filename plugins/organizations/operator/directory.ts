import { sql } from '@mikro-orm/core';
import { z } from 'zod';
import { defineList } from '#src/http/list/define-list.ts';
import { filterBy } from '#src/http/list/list-spec.ts';
import type { InstallationScope } from '#src/scope/scope.ts';

export interface DirectoryRow {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly hostName: string | null;
  readonly madeAt: string;
}

/** Every organization of the installation. */
export const directory = defineList({
  id: 'organization.id',
  sorts: {
    name: { column: 'lower(organization.name)', type: 'text' },
    slug: { column: 'organization.slug', type: 'text' },
    made_at: { column: 'organization.created_at', type: 'timestamptz' },
  },
  defaultSort: 'name',
  filters: {
    q: filterBy(
      z.string().trim().max(100).describe('Part of a name, short name or host name'),
      (text) => sql`position(lower(${text}) in lower(concat_ws(' ', organization.name, slug, host_name))) > 0`,
    ),
  },
});

export const listDirectory = (scope: InstallationScope, query: Parameters<typeof directory.read>[1]) =>
  directory.read<DirectoryRow>(scope, query, {
    select: `organization.id, slug, organization.name, host_name as "hostName", organization.created_at as "madeAt"`,
    from: 'organization',
  });

/** How many members each of these organizations has, in one statement: the installation may count them, and see none. */
export async function countMembers(
  { em }: InstallationScope,
  ids: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await em.execute<{ id: string; members: number }[]>(
    'select organization_id as id, members from count_members(?::uuid[])',
    [`{${ids.join(',')}}`],
  );
  return new Map(rows.map(({ id, members }) => [id, members]));
}

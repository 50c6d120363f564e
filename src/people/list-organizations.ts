import type { InstallationScope } from '#src/scope/scope.ts';

export interface ListedOrganization {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly hostName: string | null;
  readonly hue: number | null;
  readonly logoId: string | null;
}

/** The directory of all organizations, by name; the caller has checked that the actor runs the installation. */
export const listOrganizations = ({ em }: InstallationScope): Promise<readonly ListedOrganization[]> =>
  em.execute<ListedOrganization[]>(
    'select id, slug, name, host_name as "hostName", hue, logo_id as "logoId" from organization order by lower(name), id',
  );

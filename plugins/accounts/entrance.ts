import type { Scope } from '#src/scope/scope.ts';

/** What stands in front of the paths of pages for people who are not signed in: nothing for the home organization. */
export const entranceOf = ({ organization }: Pick<Scope, 'organization'>) =>
  organization.isHome ? '' : `/o/${organization.slug}`;

/** The absolute address of such a page, as it stands in a mail. It names the organization always. */
export const mailedLink = (scope: Scope, path: string, token: string) =>
  scope.url(`/o/${scope.organization.slug}${path}?token=${token}`);

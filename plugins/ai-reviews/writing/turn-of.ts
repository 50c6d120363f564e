import type { OrganizationRole } from '#src/people/user.entity.ts';

interface Wanted {
  /** Its owner asked for it and waits. */
  readonly isAsked?: boolean;
  /** It is about work for an assignment, and not practice. */
  readonly isAssigned?: boolean;
  /** Whose work it is. */
  readonly roles?: readonly OrganizationRole[];
  /** Nobody waits: it was judged anew, or forgotten. */
  readonly isLate?: boolean;
}

/** The priority of a job that writes a review, higher is earlier: who waits, work for assignments, practice, who tries out what others learn, what is made up for [H1-35]. */
export function turnOf({ isAsked = false, isAssigned = false, roles = ['learner'], isLate = false }: Wanted): number {
  if (isAsked) return 20;
  if (isLate) return -20;
  if (!roles.includes('learner')) return -10;
  return isAssigned ? 10 : 0;
}

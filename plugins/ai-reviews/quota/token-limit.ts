import type { OrganizationRole } from '#src/people/user.entity.ts';
import type { ReviewRules } from '../organization/read-rules.ts';
import type { TokenGroup } from './usual-limits.ts';

const groups: Partial<Record<OrganizationRole, TokenGroup>> = {
  owner: 'admin',
  admin: 'admin',
  instructor: 'instructor',
  learner: 'learner',
};

/** Tokens in a day for somebody with these roles: the most that one of them allows [CON-41]. */
export function tokenLimitOf({ tokens }: Pick<ReviewRules, 'tokens'>, roles: readonly OrganizationRole[]): number {
  const own = roles.flatMap((role) => groups[role] ?? []);
  return own.length === 0 ? tokens.other : Math.max(...own.map((group) => tokens[group]));
}

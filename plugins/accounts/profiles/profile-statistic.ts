import { extensionPoint } from '#src/extension.ts';
import type { Scope } from '#src/scope/scope.ts';

/** A figure on somebody's public profile: problems solved, a rank. */
export interface ProfileStatistic {
  /** In JSON. */
  readonly name: string;
  /** Key of its name for people. */
  readonly label: string;
  /** The figure of one person as it is shown, or null for nothing. */
  read(scope: Scope, userId: string): Promise<number | string | null>;
}

/** Shown to others unless its owner has switched statistics off. */
export const profileStatistic = extensionPoint<ProfileStatistic>('accounts.profileStatistic');

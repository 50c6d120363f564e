import { extensionPoint } from '#src/extension.ts';
import type { Scope } from '#src/scope/scope.ts';
import type { CourseRole } from '../roles.ts';

export interface RosterMember {
  readonly userId: string;
  readonly role: CourseRole;
  readonly isTestUser: boolean;
}

/** Who is in a context now, and who left it by somebody's decision. */
export interface RosterNews {
  readonly contextId: string;
  /** Everybody who is in it, whatever the last read changed; empty where only people left. */
  readonly members: readonly RosterMember[];
  /** Ids of users. Nobody leaves because a list lacks them: a person decides. */
  readonly left: readonly string[];
}

/** Brings a plugin's own rows up to date with a roster, in its transaction; thousands may have come at once. */
export const rosterListener = extensionPoint<(scope: Scope, news: RosterNews) => Promise<void>>('lti.rosterListener');

/** Hears, in a transaction, that the state of a context's roster is another now, for pages that show it. */
export const rosterWatcher = extensionPoint<(scope: Scope, contextId: string) => void>('lti.rosterWatcher');

/** Tells all watchers. */
export function tellRosterWatchers(scope: Scope, contextId: string): void {
  for (const watch of scope.contributions(rosterWatcher)) watch(scope, contextId);
}

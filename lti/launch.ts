import { extensionPoint } from '#src/extension.ts';
import type { Scope } from '#src/scope/scope.ts';
import type { Claims } from './claims.ts';
import type { CourseRole } from './roles.ts';

/** A verified launch, with the rows that stand for it in the organization of its deployment. */
export interface Launch {
  readonly messageType: string;
  readonly userId: string;
  readonly deploymentId: string;
  /** Absent where the platform launches outside a course. */
  readonly context: { readonly id: string; readonly title: string | null; readonly label: string | null } | null;
  readonly resourceLink: { readonly id: string; readonly title: string | null } | null;
  readonly role: CourseRole;
  readonly isTestUser: boolean;
  /** Whose submission is to be reviewed; null where the message is no review. */
  readonly forUserId: string | null;
  /** Custom values of ours, as strings. */
  readonly custom: Readonly<Record<string, string>>;
  readonly claims: Claims;
}

/** Brings a plugin's own rows up to date with a launch, in its transaction. */
export const launchListener = extensionPoint<(scope: Scope, launch: Launch) => Promise<void>>('lti.launchListener');

/**
 * Says where a launch leads, or null for one that is somebody else's. Who requires another plugin is asked before it, so that the
 * course's own page takes what nobody more particular wants; the first that answers is followed.
 */
export const launchTarget =
  extensionPoint<(scope: Scope, launch: Launch) => Promise<string | null>>('lti.launchTarget');

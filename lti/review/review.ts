import { extensionPoint } from '#src/extension.ts';
import type { Scope } from '#src/scope/scope.ts';
import { messageTypes } from '../claim-names.ts';
import { launchTarget, type Launch } from '../launch.ts';

/** A launch that asks for one learner's work at a link (Submission Review 1.0); who launches may see it. */
export interface Review {
  readonly launch: Launch;
  /** Whose work, as a user of ours: made for this where they never came. */
  readonly forUserId: string;
  readonly resourceLinkId: string;
}

/**
 * Says where a learner's work at a link is looked at, or null for a link that is somebody else's. Who requires another plugin is
 * asked before it; the first that answers is followed.
 */
export const reviewTarget =
  extensionPoint<(scope: Scope, review: Review) => Promise<string | null>>('lti.reviewTarget');

/** Leads a review to whoever holds the work. */
export const reviewLaunches = launchTarget(async (scope, launch) => {
  const { messageType, forUserId, resourceLink } = launch;
  if (messageType !== messageTypes.submissionReview || !forUserId || !resourceLink) return null;
  const review = { launch, forUserId, resourceLinkId: resourceLink.id };
  for (const target of scope.contributions(reviewTarget).toReversed()) {
    const path = await target(scope, review);
    if (path) return path;
  }
  return null;
});

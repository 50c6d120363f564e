import type { Launch, Lms } from '../state.ts';

type Sent = Pick<Launch, 'tool' | 'activity' | 'message'>;

/** Where in the tool a message is about to arrive. */
export function targetOf(lms: Lms, { tool, activity, message }: Sent): string {
  if (message === 'LtiDeepLinkingRequest') return tool.targetLinkUri;
  return reviewOf(lms, { tool, activity, message })?.url ?? activity.targetLinkUri;
}

/** The custom values that were written for it, outermost first, with their variables. */
export function customFor(lms: Lms, sent: Sent): Readonly<Record<string, string>> {
  const { tool, activity, message } = sent;
  if (message === 'LtiDeepLinkingRequest') return tool.custom;
  return { ...tool.custom, ...activity.custom, ...reviewOf(lms, sent)?.custom };
}

/** What the line item says of reviews: it has its own place in the tool. */
const reviewOf = ({ columns }: Lms, { activity, message }: Sent) =>
  message === 'LtiSubmissionReviewRequest'
    ? columns.find(({ activityId }) => activityId === activity.id)?.submissionReview
    : undefined;

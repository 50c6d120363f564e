import type { Scope } from '#src/scope/scope.ts';
import { callLms } from './call-lms.ts';
import { below } from './line-item-address.ts';
import { gradeScopes, gradeTypes } from './grade-names.ts';

/** What a platform is told (AGS 3.4). Absent and null differ: a platform may take null for a value. */
export interface ScoreBody {
  readonly userId: string;
  readonly scoreGiven?: number;
  readonly scoreMaximum?: number;
  readonly comment?: string;
  readonly activityProgress: string;
  readonly gradingProgress: string;
  /** ISO 8601 with milliseconds, in UTC. */
  readonly timestamp: string;
  readonly scoringUserId?: string;
  readonly submission?: { readonly startedAt?: string; readonly submittedAt?: string };
  readonly [extension: `https://${string}`]: unknown;
}

export interface ScorePost {
  readonly registrationId: string;
  /** Of the line item. */
  readonly url: string;
  readonly body: ScoreBody;
  readonly signal?: AbortSignal;
}

/** Sends one score. Any 2xx is success, with whatever body and content type (AGS-29). Throws LmsRefused. */
export const postScore = (scope: Scope, { registrationId, url, body, signal }: ScorePost) =>
  callLms(scope, registrationId, {
    method: 'POST',
    url: below(url, 'scores'),
    scopes: [gradeScopes.score],
    accept: '*/*',
    contentType: gradeTypes.score,
    body,
    ...(signal ? { signal } : {}),
  });

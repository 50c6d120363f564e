import { defineEntity, p } from '@mikro-orm/core';
import { tenantOwnedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { belongsTo } from '#src/database/reference.ts';
import { tenantOwned } from '#src/database/tenancy.ts';
import { User } from '#src/people/user.entity.ts';
import { LtiLineItem } from './line-item.entity.ts';

/**
 * `held` waits for the final grade, `changed` has a value in the LMS that we never sent, and `kept` is one that a person leaves
 * there.
 */
export const scoreStates = ['waiting', 'sent', 'failed', 'held', 'changed', 'kept'] as const;
export type ScoreState = (typeof scoreStates)[number];

const LtiScoreSchema = defineEntity({
  name: 'LtiScore',
  properties: {
    ...tenantOwned,
    lineItem: () => belongsTo(LtiLineItem).deleteRule('cascade'),
    user: () => belongsTo(User).deleteRule('cascade'),
    state: p.enum(scoreStates),
    /** Scores of one lane leave one after the other. */
    lane: p.text(),
    /** With `scoreMaximum` null where there is no grade, which clears the one in the LMS (AGS 3.4.4). */
    scoreGiven: p.float().columnType('double precision').nullable(),
    scoreMaximum: p.float().columnType('double precision').nullable(),
    activityProgress: p.text(),
    gradingProgress: p.text(),
    comment: p.text().nullable(),
    startedAt: p.datetime().nullable(),
    submittedAt: p.datetime().nullable(),
    scoringUserId: p.uuid().nullable(),
    /** Where staff see the work, as a launch's target. */
    reviewUrl: p.text().nullable(),
    /** Somebody wants it sent although it is of staff or of a test user. */
    isAskedFor: p.boolean().default(false),
    /** When it came to be; what came to be earlier does not replace it. */
    scoredAt: p.datetime(),
    /** Counts what was wanted, so that a send knows whether it was of the newest. */
    revision: p.integer().default(1),
    /** What the platform is told as the moment of the score; tries again repeat it (AGS 3.4.9). */
    timestamp: p.datetime(),
    /** The newest that a send has used; every other is later by what the platform needs. */
    usedTimestamp: p.datetime().nullable(),
    /** `submittedAt` of the newest send that arrived or may have: another one is another attempt of the person. */
    usedSubmittedAt: p.datetime().nullable(),
    /** The same of the newest send. */
    openSubmittedAt: p.datetime().nullable(),
    /** The send that is under way, or that was when its process ended. */
    openSend: p.uuid().nullable(),
    claimedUntil: p.datetime().nullable(),
    /** A send ended without an answer: the platform may have stored it. */
    isUnclear: p.boolean().default(false),
    attempts: p.integer().default(0),
    tryAfter: p.datetime().nullable(),
    /** Why it did not arrive, and what the platform said to it. */
    reason: p.text().nullable(),
    words: p.text().nullable(),
    sentAt: p.datetime().nullable(),
    /** What the LMS had when it was last asked. */
    resultScore: p.float().columnType('double precision').nullable(),
    resultMaximum: p.float().columnType('double precision').nullable(),
    resultReadAt: p.datetime().nullable(),
    /** Sent once more because the LMS had none; if it is missing again, somebody took it away there. */
    isResent: p.boolean().default(false),
  },
  uniques: [{ properties: ['lineItem', 'user'], name: 'lti_score_line_item_user_key' }],
  indexes: [
    { properties: ['organizationId', 'lineItem', 'state'], name: 'lti_score_line_item_state_idx' },
    { properties: ['organizationId', 'user'], name: 'lti_score_user_idx' },
    { properties: ['organizationId', 'lane', 'state', 'scoredAt'], name: 'lti_score_lane_idx' },
  ],
});

/** The newest score of a person in a line item that the LMS is to have, and what became of it. */
export class LtiScore extends LtiScoreSchema.class {
  static readonly personal: PersonalOf<typeof LtiScoreSchema> = {
    ...tenantOwnedPersonal,
    lineItem: 'none',
    user: 'link',
    state: 'none',
    lane: 'none',
    scoreGiven: 'content',
    scoreMaximum: 'content',
    activityProgress: 'content',
    gradingProgress: 'content',
    comment: 'content',
    startedAt: 'trace',
    submittedAt: 'trace',
    scoringUserId: 'link',
    reviewUrl: 'none',
    isAskedFor: 'none',
    scoredAt: 'none',
    revision: 'none',
    timestamp: 'none',
    usedTimestamp: 'none',
    usedSubmittedAt: 'trace',
    openSubmittedAt: 'trace',
    openSend: 'none',
    claimedUntil: 'none',
    isUnclear: 'none',
    attempts: 'none',
    tryAfter: 'none',
    reason: 'none',
    words: 'content',
    sentAt: 'none',
    resultScore: 'content',
    resultMaximum: 'content',
    resultReadAt: 'none',
    isResent: 'none',
  };
}
LtiScoreSchema.setClass(LtiScore);

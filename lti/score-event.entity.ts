import { defineEntity, p } from '@mikro-orm/core';
import { tenantOwnedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { belongsTo } from '#src/database/reference.ts';
import { tenantOwned } from '#src/database/tenancy.ts';
import { LtiScore } from './score.entity.ts';

export const scoreEventKinds = [
  'begun',
  'delivered',
  'refused',
  'postponed',
  'unclear',
  'found',
  'missing',
  'changed',
  'resent',
  'kept',
  'replaced',
] as const;
export type ScoreEventKind = (typeof scoreEventKinds)[number];

const LtiScoreEventSchema = defineEntity({
  name: 'LtiScoreEvent',
  properties: {
    ...tenantOwned,
    score: () => belongsTo(LtiScore).deleteRule('cascade'),
    kind: p.enum(scoreEventKinds),
    /** The send that it is about. */
    sendId: p.uuid().nullable(),
    /** With the two that follow what was sent, or what the LMS had. */
    timestamp: p.datetime().nullable(),
    scoreGiven: p.float().columnType('double precision').nullable(),
    scoreMaximum: p.float().columnType('double precision').nullable(),
    /** Of the platform's answer. */
    status: p.integer().nullable(),
    reason: p.text().nullable(),
    words: p.text().nullable(),
    /** Who wanted it, where that was a person. */
    actorId: p.uuid().nullable(),
  },
  indexes: [{ properties: ['organizationId', 'score', 'createdAt'], name: 'lti_score_event_score_idx' }],
});

/** One line of the ledger: what was sent, what came of it, and what the LMS had. Rows are added and never changed. */
export class LtiScoreEvent extends LtiScoreEventSchema.class {
  static readonly personal: PersonalOf<typeof LtiScoreEventSchema> = {
    ...tenantOwnedPersonal,
    score: 'link',
    kind: 'none',
    sendId: 'none',
    timestamp: 'none',
    scoreGiven: 'content',
    scoreMaximum: 'content',
    status: 'none',
    reason: 'none',
    words: 'content',
    actorId: 'link',
  };
}
LtiScoreEventSchema.setClass(LtiScoreEvent);

import { defineEntity, p } from '@mikro-orm/core';
import { tenantOwnedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { belongsTo } from '#src/database/reference.ts';
import { tenantOwned } from '#src/database/tenancy.ts';
import { LtiLineItem } from './line-item.entity.ts';

const LtiTestScoreSchema = defineEntity({
  name: 'LtiTestScore',
  properties: {
    ...tenantOwned,
    lineItem: () => belongsTo(LtiLineItem).deleteRule('cascade'),
    /** The platform's user id, of a member or as somebody typed it. */
    subject: p.text(),
    scoreGiven: p.float().columnType('double precision'),
    scoreMaximum: p.float().columnType('double precision'),
    timestamp: p.datetime(),
    sentById: p.uuid().nullable(),
    /** Of the platform's answer; null where none came. */
    status: p.integer().nullable(),
    words: p.text().nullable(),
    isAccepted: p.boolean(),
    /** The line item was made for it, and goes with it. */
    isItemOurs: p.boolean().default(false),
    takenBackAt: p.datetime().nullable(),
    /** What the platform said when it was to be taken back and was not. */
    takeBackWords: p.text().nullable(),
  },
});

/** A score that somebody sent by hand to see whether scores arrive; it is nobody's grade. */
export class LtiTestScore extends LtiTestScoreSchema.class {
  static readonly personal: PersonalOf<typeof LtiTestScoreSchema> = {
    ...tenantOwnedPersonal,
    lineItem: 'none',
    subject: 'link',
    scoreGiven: 'none',
    scoreMaximum: 'none',
    timestamp: 'none',
    sentById: 'link',
    status: 'none',
    words: 'none',
    isAccepted: 'none',
    isItemOurs: 'none',
    takenBackAt: 'none',
    takeBackWords: 'none',
  };
}
LtiTestScoreSchema.setClass(LtiTestScore);

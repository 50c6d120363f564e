import { defineEntity, p } from '@mikro-orm/core';
import { tenantOwnedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { belongsTo } from '#src/database/reference.ts';
import { tenantOwned } from '#src/database/tenancy.ts';
import { User } from '#src/people/user.entity.ts';
import { Assignment } from '../assignment.entity.ts';

const AssignmentStartSchema = defineEntity({
  name: 'AssignmentStart',
  properties: {
    ...tenantOwned,
    assignment: () => belongsTo(Assignment).deleteRule('cascade'),
    user: () => belongsTo(User).deleteRule('cascade'),
    /** PostgreSQL's time of the transaction; when it ends follows from the minutes that they have at the time. */
    startedAt: p.datetime(),
    /** Since then they may begin again; what they handed in until then counts. */
    setBackAt: p.datetime().nullable(),
    setBackBy: () => belongsTo(User).nullable().deleteRule('set null'),
    /** Why they may begin again. */
    reason: p.text().nullable(),
  },
  indexes: [
    { properties: ['assignment', 'user'], name: 'assignment_start_user_idx' },
    {
      name: 'assignment_start_standing_key',
      expression: `create unique index "assignment_start_standing_key" on "assignment_start" ("assignment_id", "user_id") where set_back_at is null`,
    },
  ],
  checks: [{ name: 'assignment_start_reason', expression: '(set_back_at is null) = (reason is null)' }],
});

/** Somebody began with an assignment that has a time limit. */
export class AssignmentStart extends AssignmentStartSchema.class {
  static readonly personal: PersonalOf<typeof AssignmentStartSchema> = {
    ...tenantOwnedPersonal,
    assignment: 'none',
    user: 'link',
    startedAt: 'content',
    setBackAt: 'content',
    setBackBy: 'link',
    reason: 'content',
  };
}
AssignmentStartSchema.setClass(AssignmentStart);

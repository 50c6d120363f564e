import { defineEntity, p } from '@mikro-orm/core';
import { CourseGroup } from '#plugins/courses';
import { tenantOwnedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { belongsTo } from '#src/database/reference.ts';
import { tenantOwned } from '#src/database/tenancy.ts';
import { User } from '#src/people/user.entity.ts';
import { Assignment } from '../assignment.entity.ts';

const AssignmentExtensionSchema = defineEntity({
  name: 'AssignmentExtension',
  properties: {
    ...tenantOwned,
    assignment: () => belongsTo(Assignment).deleteRule('cascade'),
    /** One of the two. */
    user: () => belongsTo(User).nullable().deleteRule('cascade'),
    group: () => belongsTo(CourseGroup).nullable().deleteRule('cascade'),
    /** Null where it changes no due date. */
    dueAt: p.datetime().nullable(),
    /** Null for the time of the assignment, moved along with the due date. */
    lateUntil: p.datetime().nullable(),
    /** Beside those that everybody has. */
    extraAttempts: p.integer().default(0),
    /** Beside the time limit that everybody has. */
    extraMinutes: p.integer().default(0),
    reason: p.text(),
    givenBy: () => belongsTo(User).nullable().deleteRule('set null'),
    /** Since then it counts no more; it stays for the record. */
    takenBackAt: p.datetime().nullable(),
    takenBackBy: () => belongsTo(User).nullable().deleteRule('set null'),
  },
  indexes: [{ properties: ['assignment', 'createdAt'], name: 'assignment_extension_assignment_idx' }],
  checks: [
    { name: 'assignment_extension_whom', expression: 'num_nonnulls(user_id, group_id) = 1' },
    {
      name: 'assignment_extension_dates',
      expression: 'late_until is null or due_at is not null and due_at <= late_until',
    },
    { name: 'assignment_extension_extra', expression: 'extra_attempts >= 0 and extra_minutes >= 0' },
    {
      name: 'assignment_extension_gives',
      expression: 'due_at is not null or extra_attempts > 0 or extra_minutes > 0',
    },
  ],
});

/** More time or attempts than everybody has, for a person or a group, with the reason and who gave it. */
export class AssignmentExtension extends AssignmentExtensionSchema.class {
  static readonly personal: PersonalOf<typeof AssignmentExtensionSchema> = {
    ...tenantOwnedPersonal,
    assignment: 'none',
    user: 'link',
    group: 'none',
    dueAt: 'content',
    lateUntil: 'content',
    extraAttempts: 'content',
    extraMinutes: 'content',
    reason: 'content',
    givenBy: 'link',
    takenBackAt: 'none',
    takenBackBy: 'link',
  };
}
AssignmentExtensionSchema.setClass(AssignmentExtension);

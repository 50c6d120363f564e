import { defineEntity, p } from '@mikro-orm/core';
import { Assignment } from '#plugins/assignments';
import { tenantOwnedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { belongsTo } from '#src/database/reference.ts';
import { tenantOwned } from '#src/database/tenancy.ts';
import { User } from '#src/people/user.entity.ts';

/** `undone`: the rules decide again. */
export const gradeChangeKinds = ['overridden', 'undone'] as const;
export type GradeChangeKind = (typeof gradeChangeKinds)[number];

const GradeChangeSchema = defineEntity({
  name: 'GradeChange',
  properties: {
    ...tenantOwned,
    assignment: () => belongsTo(Assignment).deleteRule('cascade'),
    /** Whose grade it is. */
    user: () => belongsTo(User).deleteRule('cascade'),
    kind: p.enum(gradeChangeKinds),
    /** What stood there before; null where nothing counted. */
    fromPoints: p.decimal('number').columnType('numeric').nullable(),
    toPoints: p.decimal('number').columnType('numeric').nullable(),
    /** Why, in the words that the student reads. */
    reason: p.text(),
    madeBy: () => belongsTo(User).nullable().deleteRule('set null'),
  },
  indexes: [{ properties: ['organizationId', 'assignment', 'user', 'createdAt'], name: 'grade_change_user_idx' }],
});

/** What a person did to a grade. Only added to, so that it is its history. */
export class GradeChange extends GradeChangeSchema.class {
  static readonly personal: PersonalOf<typeof GradeChangeSchema> = {
    ...tenantOwnedPersonal,
    assignment: 'none',
    user: 'link',
    kind: 'none',
    fromPoints: 'content',
    toPoints: 'content',
    reason: 'content',
    madeBy: 'link',
  };
}
GradeChangeSchema.setClass(GradeChange);

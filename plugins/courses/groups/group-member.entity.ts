import { defineEntity } from '@mikro-orm/core';
import { tenantOwnedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { belongsTo } from '#src/database/reference.ts';
import { tenantOwned } from '#src/database/tenancy.ts';
import { User } from '#src/people/user.entity.ts';
import { CourseGroup } from './course-group.entity.ts';

const GroupMemberSchema = defineEntity({
  name: 'GroupMember',
  properties: {
    ...tenantOwned,
    group: () => belongsTo(CourseGroup).deleteRule('cascade'),
    user: () => belongsTo(User).deleteRule('cascade'),
  },
  uniques: [{ properties: ['group', 'user'], name: 'group_member_group_user_key' }],
  indexes: [{ properties: ['organizationId', 'user'], name: 'group_member_organization_id_user_id_idx' }],
});

/** Somebody in a group. Who leaves the course keeps the place, and counts in it again once they are back. */
export class GroupMember extends GroupMemberSchema.class {
  static readonly personal: PersonalOf<typeof GroupMemberSchema> = {
    ...tenantOwnedPersonal,
    group: 'none',
    user: 'link',
  };
}
GroupMemberSchema.setClass(GroupMember);

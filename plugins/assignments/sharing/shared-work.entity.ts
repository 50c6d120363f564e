import { defineEntity } from '@mikro-orm/core';
import { Submission } from '#plugins/submissions';
import { tenantOwnedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { belongsTo } from '#src/database/reference.ts';
import { tenantOwned } from '#src/database/tenancy.ts';
import { User } from '#src/people/user.entity.ts';
import { Assignment } from '../assignment.entity.ts';

const SharedWorkSchema = defineEntity({
  name: 'SharedWork',
  properties: {
    ...tenantOwned,
    assignment: () => belongsTo(Assignment).deleteRule('cascade'),
    submission: () => belongsTo(Submission).deleteRule('cascade'),
    user: () => belongsTo(User).deleteRule('cascade'),
  },
  uniques: [{ properties: ['submission', 'user'], name: 'shared_work_submission_user_key' }],
  indexes: [{ properties: ['assignment', 'user'], name: 'shared_work_assignment_user_idx' }],
});

/** Somebody else's submission that counts for this person too: they were in one group when it was handed in. */
export class SharedWork extends SharedWorkSchema.class {
  static readonly personal: PersonalOf<typeof SharedWorkSchema> = {
    ...tenantOwnedPersonal,
    assignment: 'none',
    submission: 'none',
    user: 'link',
  };
}
SharedWorkSchema.setClass(SharedWork);

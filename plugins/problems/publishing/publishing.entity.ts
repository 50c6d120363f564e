import { defineEntity, p } from '@mikro-orm/core';
import { tenantOwnedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { belongsTo } from '#src/database/reference.ts';
import { tenantOwned } from '#src/database/tenancy.ts';
import { User } from '#src/people/user.entity.ts';
import type { Sealed } from '#src/sealed/sealed-columns.ts';
import { contentPurpose } from '../content/seal-content.ts';
import { ProblemVersion } from '../problem-version.entity.ts';
import { Problem } from '../problem.entity.ts';
import type { Trial } from './trial.ts';

export const publishingStates = ['running', 'published', 'refused', 'failed'] as const;

const PublishingSchema = defineEntity({
  name: 'Publishing',
  properties: {
    ...tenantOwned,
    problem: () => belongsTo(Problem).deleteRule('cascade'),
    state: p.enum(publishingStates),
    /** What the draft held when it was asked for, sealed; so that what was tried is what is published. */
    content: p.text(),
    /** What each solution did, in their order. */
    trials: p.json<readonly Trial[]>(),
    requestedBy: () => belongsTo(User).nullable().deleteRule('set null'),
    endedAt: p.datetime().nullable(),
    /** What it made. */
    version: () => belongsTo(ProblemVersion).nullable().deleteRule('set null'),
  },
  indexes: [
    { properties: ['organizationId', 'problem', 'createdAt'], name: 'publishing_problem_idx' },
    {
      name: 'publishing_one_running',
      expression: `create unique index "publishing_one_running" on "publishing" ("problem_id") where state = 'running'`,
    },
  ],
});

/** An attempt to publish: the author's solutions are run, and only if each does what it should there is a new version. */
export class Publishing extends PublishingSchema.class {
  static readonly sealed: Sealed<Publishing> = { content: contentPurpose };
  static readonly personal: PersonalOf<typeof PublishingSchema> = {
    ...tenantOwnedPersonal,
    problem: 'none',
    state: 'none',
    content: 'content',
    trials: 'content',
    requestedBy: 'link',
    endedAt: 'none',
    version: 'none',
  };
}
PublishingSchema.setClass(Publishing);

import { defineEntity, p } from '@mikro-orm/core';
import { tenantOwnedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { belongsTo } from '#src/database/reference.ts';
import { tenantOwned } from '#src/database/tenancy.ts';
import { User } from '#src/people/user.entity.ts';
import { difficulties } from './content/difficulty.ts';
import { visibilities } from './content/words.ts';

const ProblemSchema = defineEntity({
  name: 'Problem',
  properties: {
    ...tenantOwned,
    author: () => belongsTo(User).nullable().deleteRule('set null'),
    /** For addresses and people; unique in the organization. */
    slug: p.text(),
    /** What the catalogue searches: of the last publishing or revision, before the first of the draft. */
    title: p.text(),
    difficulty: p.enum(difficulties),
    category: p.text().nullable(),
    tags: p.array().columnType('text[]'),
    /** Of those that jobs ask for. */
    skills: p.array().columnType('text[]').defaultRaw(`'{}'`),
    visibility: p.enum(visibilities),
    /** First published; null for a draft. */
    publishedAt: p.datetime().nullable(),
    /** Taken out of the catalogue while submissions still speak of it. */
    removedAt: p.datetime().nullable(),
  },
  uniques: [{ properties: ['organizationId', 'slug'], name: 'problem_slug_key' }],
  indexes: [{ properties: ['organizationId', 'createdAt'], name: 'problem_created_idx' }],
});

/** Something to solve. What it asks stands in its versions, what its author is writing in its draft. */
export class Problem extends ProblemSchema.class {
  static readonly personal: PersonalOf<typeof ProblemSchema> = {
    ...tenantOwnedPersonal,
    author: 'link',
    slug: 'content',
    title: 'content',
    difficulty: 'none',
    category: 'content',
    tags: 'content',
    skills: 'content',
    visibility: 'none',
    publishedAt: 'none',
    removedAt: 'none',
  };
}
ProblemSchema.setClass(Problem);

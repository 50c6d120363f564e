import { defineEntity, p } from '@mikro-orm/core';
import { tenantOwnedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { tenantOwned } from '#src/database/tenancy.ts';

const TopicSchema = defineEntity({
  name: 'Topic',
  properties: {
    ...tenantOwned,
    /** Unique in the organization, whatever its case. */
    name: p.text(),
    /** For addresses; stays when the name changes. */
    slug: p.text(),
  },
  uniques: [{ properties: ['organizationId', 'slug'], name: 'topic_slug_key' }],
});

/** What problems are about. A problem has several, and each is one row, so that its name is changed in one place. */
export class Topic extends TopicSchema.class {
  static readonly personal: PersonalOf<typeof TopicSchema> = {
    ...tenantOwnedPersonal,
    name: 'none',
    slug: 'none',
  };
}
TopicSchema.setClass(Topic);

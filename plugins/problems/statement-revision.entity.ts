import { defineEntity, p } from '@mikro-orm/core';
import { tenantOwnedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { belongsTo } from '#src/database/reference.ts';
import { tenantOwned } from '#src/database/tenancy.ts';
import { User } from '#src/people/user.entity.ts';
import type { Words } from './content/words.ts';
import { ProblemVersion } from './problem-version.entity.ts';

const StatementRevisionSchema = defineEntity({
  name: 'StatementRevision',
  properties: {
    ...tenantOwned,
    version: () => belongsTo(ProblemVersion).deleteRule('cascade'),
    /** 1, 2, … of its version; the highest is what people read. */
    number: p.integer(),
    words: p.json<Words>(),
    revisedBy: () => belongsTo(User).nullable().deleteRule('set null'),
  },
  uniques: [{ properties: ['version', 'number'], name: 'statement_revision_number_key' }],
});

/** The words of a version. A slip of the pen is mended by another revision, and what judges stays. */
export class StatementRevision extends StatementRevisionSchema.class {
  static readonly personal: PersonalOf<typeof StatementRevisionSchema> = {
    ...tenantOwnedPersonal,
    version: 'none',
    number: 'none',
    words: 'content',
    revisedBy: 'link',
  };
}
StatementRevisionSchema.setClass(StatementRevision);

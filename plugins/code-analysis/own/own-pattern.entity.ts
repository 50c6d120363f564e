import { defineEntity, p } from '@mikro-orm/core';
import { tenantOwnedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { belongsTo } from '#src/database/reference.ts';
import { tenantOwned } from '#src/database/tenancy.ts';
import { versioned, versionedPersonal } from '#src/http/stale-save/versioned.ts';
import { User } from '#src/people/user.entity.ts';
import { languageIds } from '../languages.ts';
import { dimensions, severities, type Finding } from '../patterns/pattern.ts';

/** How it is written down: code with gaps, or a rule of ast-grep as YAML. */
export const writings = ['code', 'rule'] as const;

const InstructorPatternSchema = defineEntity({
  name: 'InstructorPattern',
  properties: {
    ...tenantOwned,
    ...versioned,
    name: p.text(),
    language: p.enum(languageIds),
    dimension: p.enum(dimensions),
    severity: p.enum(severities),
    /** What a student is told, in Markdown. */
    message: p.text(),
    writing: p.enum(writings),
    /** As somebody wrote it, and what it means. */
    source: p.text(),
    finding: p.json<Finding>(),
    /** A program that shows it, and one that does not. */
    bad: p.text(),
    good: p.text(),
    isOn: p.boolean().default(true),
    author: () => belongsTo(User).nullable().deleteRule('set null'),
  },
  uniques: [{ properties: ['organizationId', 'name'], name: 'instructor_pattern_name_key' }],
});

/** A pattern that somebody who teaches has added for their organization. */
export class InstructorPattern extends InstructorPatternSchema.class {
  static readonly personal: PersonalOf<typeof InstructorPatternSchema> = {
    ...tenantOwnedPersonal,
    ...versionedPersonal,
    name: 'content',
    language: 'none',
    dimension: 'none',
    severity: 'none',
    message: 'content',
    writing: 'none',
    source: 'content',
    finding: 'content',
    bad: 'content',
    good: 'content',
    isOn: 'none',
    author: 'link',
  };
}
InstructorPatternSchema.setClass(InstructorPattern);

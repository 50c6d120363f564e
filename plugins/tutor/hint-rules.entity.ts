import { defineEntity, p } from '@mikro-orm/core';
import { Assignment } from '#plugins/assignments';
import { tenantOwnedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { belongsTo } from '#src/database/reference.ts';
import { tenantOwned } from '#src/database/tenancy.ts';
import { versioned, versionedPersonal } from '#src/http/stale-save/versioned.ts';
import { mostHints } from './kinds.ts';

const HintRulesSchema = defineEntity({
  name: 'HintRules',
  properties: {
    ...tenantOwned,
    ...versioned,
    assignment: () => belongsTo(Assignment).deleteRule('cascade'),
    /** For each of its problems; 0 for none. */
    hints: p.integer(),
    /** Of a problem's points, taken off for each hint. */
    percent: p.decimal('number').columnType('numeric'),
  },
  uniques: [{ properties: ['assignment'], name: 'hint_rules_assignment_key' }],
  checks: [
    { name: 'hint_rules_hints', expression: `hints >= 0 and hints <= ${mostHints}` },
    { name: 'hint_rules_percent', expression: 'percent >= 0 and percent <= 100' },
  ],
});

/** How many hints there are in an assignment, and what they cost; without a row there are none. */
export class HintRules extends HintRulesSchema.class {
  static readonly personal: PersonalOf<typeof HintRulesSchema> = {
    ...tenantOwnedPersonal,
    ...versionedPersonal,
    assignment: 'none',
    hints: 'none',
    percent: 'none',
  };
}
HintRulesSchema.setClass(HintRules);

import { defineEntity, p } from '@mikro-orm/core';
import { Problem, ProblemVersion } from '#plugins/problems';
import { tenantOwnedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { belongsTo } from '#src/database/reference.ts';
import { tenantOwned } from '#src/database/tenancy.ts';
import { Assignment } from './assignment.entity.ts';

const AssignmentProblemSchema = defineEntity({
  name: 'AssignmentProblem',
  properties: {
    ...tenantOwned,
    assignment: () => belongsTo(Assignment).deleteRule('cascade'),
    problem: () => belongsTo(Problem),
    /** What is solved and judged here, whatever is published later. */
    version: () => belongsTo(ProblemVersion),
    points: p.decimal('number').columnType('numeric'),
    /** From 1. */
    position: p.integer(),
  },
  uniques: [
    { properties: ['assignment', 'problem'], name: 'assignment_problem_problem_key' },
    { properties: ['assignment', 'position'], name: 'assignment_problem_position_key' },
  ],
  checks: [{ name: 'assignment_problem_points', expression: 'points > 0' }],
});

/** One problem of an assignment, and what it is worth there. */
export class AssignmentProblem extends AssignmentProblemSchema.class {
  static readonly personal: PersonalOf<typeof AssignmentProblemSchema> = {
    ...tenantOwnedPersonal,
    assignment: 'none',
    problem: 'none',
    version: 'none',
    points: 'none',
    position: 'none',
  };
}
AssignmentProblemSchema.setClass(AssignmentProblem);

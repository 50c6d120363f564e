import { defineEntity, p } from '@mikro-orm/core';
import { tenantOwnedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { belongsTo } from '#src/database/reference.ts';
import { tenantOwned } from '#src/database/tenancy.ts';
import { Problem } from './problem.entity.ts';

/** From so many attempts on people are counted together. */
export const mostAttempts = 6;

const ProblemCountSchema = defineEntity({
  name: 'ProblemCount',
  properties: {
    ...tenantOwned,
    problem: () => belongsTo(Problem).deleteRule('cascade'),
    submissions: p.integer().default(0),
    accepted: p.integer().default(0),
    /** Of the points that could be had, 0 to 1, added up over the submissions. */
    scores: p.double().default(0),
    /** How many people have made one attempt, two, and so on; the last counts those with `mostAttempts` or more. */
    people: p.array().$type<number[]>().columnType('int[]').defaultRaw(`'{0,0,0,0,0,0}'`),
    /** Of these, who has solved it. */
    solvers: p.array().$type<number[]>().columnType('int[]').defaultRaw(`'{0,0,0,0,0,0}'`),
    /** From first attempt to solution, in seconds, added up over the solvers. */
    solvingSeconds: p.double().default(0),
  },
  uniques: [{ properties: ['problem'], name: 'problem_count_problem_key' }],
});

/** How a problem fares; a row of its own, so that verdicts do not wait for whoever edits the problem. */
export class ProblemCount extends ProblemCountSchema.class {
  static readonly personal: PersonalOf<typeof ProblemCountSchema> = {
    ...tenantOwnedPersonal,
    problem: 'none',
    submissions: 'none',
    accepted: 'none',
    scores: 'none',
    people: 'none',
    solvers: 'none',
    solvingSeconds: 'none',
  };
}
ProblemCountSchema.setClass(ProblemCount);

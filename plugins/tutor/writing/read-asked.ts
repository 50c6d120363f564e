import { readWork, type ReviewedWork } from '#plugins/ai-reviews';
import { readStatement } from '#plugins/problems';
import { Submission } from '#plugins/submissions';
import { User } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import type { HintContent } from '../hint-content.ts';
import { HintRequest } from '../hint-request.entity.ts';
import type { HintKind } from '../kinds.ts';

/** A hint that waits to be written, and all that may be known for it. */
export interface AskedHint {
  readonly hintId: string;
  readonly kind: HintKind;
  readonly userId: string;
  readonly problemId: string;
  readonly assignmentId: string | null;
  /** The code as it stands, with how the tests of what was handed in last ended. */
  readonly work: ReviewedWork;
  /** What was said before, the first first. */
  readonly earlier: readonly HintContent[];
}

/** Null where there is nothing to write. One transaction of its own. */
export const readAsked = (scope: Scope, hintId: string): Promise<AskedHint | null> =>
  scope.transaction(
    async (inside) => {
      const hint = await inside.em.findOne(HintRequest, { id: hintId, state: 'WRITING' }, { populate: ['assignment'] });
      if (!hint) return null;
      const { kind } = hint;
      const [userId, problemId, assignmentId] = [hint.user.id, hint.problem.id, hint.assignment?.id ?? null];
      const earlier = await inside.em.find(
        HintRequest,
        { user: userId, problem: problemId, assignment: assignmentId, number: { $lt: hint.number } },
        { orderBy: { number: 'asc' } },
      );
      return {
        hintId,
        kind,
        userId,
        problemId,
        assignmentId,
        work: await workOf(inside, hint),
        earlier: earlier.flatMap(({ content }) => content ?? []),
      };
    },
    { readOnly: true },
  );

/** Of another program than the one that was judged nothing is taken that names its lines. */
async function workOf(scope: Scope, hint: HintRequest): Promise<ReviewedWork> {
  const { language } = hint;
  const files = hint.files ?? [];
  const judged = await lastJudged(scope, hint);
  if (!judged) return unjudged(scope, hint);
  const isSame = JSON.stringify([judged.language, judged.files]) === JSON.stringify([language, files]);
  if (isSame) return judged;
  const tests = judged.tests.map((test) => ({ ...test, line: null, stderr: '' }));
  return { ...judged, language, files, tests, compileOutput: '' };
}

async function lastJudged(scope: Scope, hint: HintRequest) {
  const place = hint.assignment ? { placeId: hint.assignment.id } : {};
  const where = { user: hint.user.id, problem: hint.problem.id, version: hint.version.id, ...place };
  const [last] = await scope.em.find(
    Submission,
    { ...where, judgedAt: { $ne: null } },
    { orderBy: { acceptedAt: 'desc' }, limit: 1, fields: ['id'] },
  );
  return last ? readWork(scope, { ...askedOf(hint), submissionId: last.id }) : null;
}

const askedOf = (hint: HintRequest) =>
  ({
    reviewId: hint.id,
    occasion: 'asked',
    focus: [],
    attempts: 0,
    waits: 0,
    spoken: null,
    courseId: hint.assignment?.course.id ?? null,
  }) as const;

async function unjudged(scope: Scope, hint: HintRequest): Promise<ReviewedWork> {
  const person = await scope.em.findOneOrFail(User, { id: hint.user.id });
  return {
    ...askedOf(hint),
    submissionId: hint.id,
    userId: person.id,
    problemId: hint.problem.id,
    versionId: hint.version.id,
    language: hint.language,
    files: hint.files ?? [],
    verdict: 'PENDING',
    isUnjudged: true,
    passedTests: 0,
    totalTests: 0,
    timeMs: null,
    compileOutput: '',
    hasBrokenRules: false,
    tests: [],
    statement: await readStatement(scope, hint.version.id),
    person: { name: person.name, email: person.email ?? null },
    locale: person.locale ?? scope.locale,
  };
}

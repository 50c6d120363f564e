import { z } from 'zod';
import { Checker } from './checker.ts';
import { Claims } from './complexity/complexity.ts';
import { SourceFile } from './source-file.ts';

/** `int`, `long`, `double`, `bool`, `string`, lists of them as `int[]` or `string[][]`, and `json` for anything in Python and JavaScript. */
export const ValueType = z.string().regex(/^((int|long|double|bool|string)(\[\]){0,3}|json)$/);

const identifier = z.string().regex(/^[A-Za-z_]\w{0,99}$/);

/** The function that a student writes, for tests of kind `function`. */
export const Harness = z.object({
  functionName: identifier,
  parameters: z.array(z.object({ name: identifier, type: ValueType })).max(20),
  returns: ValueType,
});
export type Harness = z.output<typeof Harness>;

/** The most memory that a run may have: what a Judge0 allows as it is installed. */
const mostMemoryKb = 512_000;

/** What one run may use. */
export const Limits = z.object({
  /** Of the processor; a run that sleeps ends after three times as long and two seconds more. */
  timeMs: z.int().min(50).max(10_000).default(2_000),
  memoryKb: z.int().min(4_096).max(mostMemoryKb).default(65_536),
  outputBytes: z.int().min(1).max(4_000_000).default(262_144),
});
export type Limits = z.output<typeof Limits>;

export const LanguageRules = z.object({
  timeMs: Limits.shape.timeMs.unwrap().optional(),
  memoryKb: Limits.shape.memoryKb.unwrap().optional(),
  /** Given and locked: a student's file of the same path is left aside. */
  files: z.array(SourceFile).default([]),
});

/**
 * `sum`: each test counts for itself. `all`: nothing unless every test passes. `minimum`: every test counts as much as the
 * worst, which differs from `all` where a checker gives a part of the points.
 */
export const TestGroup = z.object({
  id: z.string().min(1),
  rule: z.enum(['sum', 'all', 'minimum']),
  /** A group listed before, which has to pass as a whole; otherwise this one gives no points. */
  requires: z.string().nullable().default(null),
});
export type TestGroup = z.output<typeof TestGroup>;

export const JudgedTest = z.object({
  id: z.string().min(1),
  name: z.string(),
  /** `io`: a program reads and writes. `function`: `harness` is called. `unit`: a test of a unit-test file. */
  kind: z.enum(['io', 'function', 'unit']).default('io'),
  visibility: z.enum(['sample', 'hidden']),
  /** Whether students may see input, expectation and output of a hidden test, too. */
  showRun: z.boolean().default(false),
  weight: z.number().min(0).max(100_000).default(1),
  groupId: z.string().nullable().default(null),
  stdin: z.string().default(''),
  args: z.array(z.string()).default([]),
  /** For `function`: in the order of the parameters. */
  arguments: z.array(z.json()).default([]),
  /** For `unit`: README.md says what it may hold. It counts for solutions in the language of its ending. */
  unitFile: SourceFile.nullable().default(null),
  /** For `unit`: which test of the file; null for all of them together. */
  unitName: z.string().min(1).nullable().default(null),
  /** For `io` the text, for `function` the JSON of the value; null where only the ending or the checker counts. */
  expected: z.string().nullable().default(null),
  checker: Checker.default({ kind: 'trimmed' }),
  /** How large its input is, as the author counts: the n of complexities. */
  size: z.int().min(1).max(1_000_000_000).nullable().default(null),
});
export type JudgedTest = z.output<typeof JudgedTest>;

/** All that a judgement needs to know of a version of a problem, hidden tests too: never for the eyes of students. */
export const JudgedProblem = z
  .object({
    limits: Limits.default({ timeMs: 2_000, memoryKb: 65_536, outputBytes: 262_144 }),
    byLanguage: z.record(z.string(), LanguageRules).default({}),
    harness: Harness.nullable().default(null),
    groups: z.array(TestGroup).default([]),
    tests: z.array(JudgedTest).max(500),
    /** Words that the code must not hold or has to; comments and strings do not count. */
    rules: z
      .object({
        forbidden: z.array(z.string().trim().min(1).max(100)).max(100).default([]),
        required: z.array(z.string().trim().min(1).max(100)).max(100).default([]),
        ...Claims.shape,
      })
      .prefault({}),
  })
  .refine(({ tests, harness }) => harness !== null || tests.every(({ kind }) => kind !== 'function'), {
    path: ['harness'],
    message: 'problems.judging.refused.harness',
  })
  .refine(hasKnownGroups, { path: ['groups'], message: 'problems.judging.refused.groups' });
export type JudgedProblem = z.output<typeof JudgedProblem>;

function hasKnownGroups({ groups, tests }: { groups: readonly TestGroup[]; tests: readonly JudgedTest[] }) {
  const ids = groups.map(({ id }) => id);
  return (
    new Set(ids).size === ids.length &&
    groups.every(({ requires }, index) => requires === null || ids.indexOf(requires) + 1 <= index) &&
    groups.every(({ requires }) => requires === null || ids.includes(requires)) &&
    tests.every(({ groupId }) => groupId === null || ids.includes(groupId))
  );
}

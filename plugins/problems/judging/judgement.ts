import { z } from 'zod';

export const verdicts = ['ACCEPTED', 'FAILED', 'ERROR', 'TIMEOUT', 'COMPILATION_ERROR'] as const;
export type Verdict = (typeof verdicts)[number];

export const testStatuses = [
  'passed',
  'wrong',
  'timeLimit',
  'memoryLimit',
  'outputLimit',
  'runtimeError',
  'missing',
  'notRun',
  'internal',
] as const;
export type TestStatus = (typeof testStatuses)[number];

/** A text for people: its key, and what it says of this case. */
export const Words = z.object({
  key: z.string(),
  parameters: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type Words = z.output<typeof Words>;

/** What came of one test. `missing`: it ended without an answer, so that nobody knows. */
export const TestResult = z.object({
  testId: z.string(),
  status: z.enum(testStatuses),
  /** At most four decimals. */
  points: z.number(),
  timeMs: z.number().nullable(),
  memoryKb: z.number().nullable(),
  /** What the program printed, 64 kB at most; hidden inputs may stand in it. */
  stdout: z.string(),
  /** 16 kB at most. */
  stderr: z.string(),
  /** Of the student's first file, where the language told it. */
  line: z.int().nullable(),
  /** What was expected, what came, and what to look at; of a hidden test nothing that only the author knows. */
  words: Words,
});
export type TestResult = z.output<typeof TestResult>;

export const Compilation = z.object({ failed: z.boolean(), output: z.string(), line: z.int().nullable() });
export type Compilation = z.output<typeof Compilation>;

export const Judgement = z.object({
  verdict: z.enum(verdicts),
  compile: Compilation,
  /** In the order of the problem's tests. */
  tests: z.array(TestResult),
  /** Rules on words that were broken, and then no test has run; or claims of complexity, which need tests that passed. */
  brokenRules: z.array(Words),
  points: z.number(),
  maxPoints: z.number(),
  /** The most of any test; null where nothing has run. */
  timeMs: z.number().nullable(),
  memoryKb: z.number().nullable(),
  /** What its runs took by the clock, by the processor time that they took; the more others want the processor, the larger. */
  stretch: z.number().nullable(),
});
export type Judgement = z.output<typeof Judgement>;

/** What can be told while a judgement is under way. Points of a group are only certain in the Judgement. */
export type JudgingEvent =
  | { readonly kind: 'compiled'; readonly compile: Compilation }
  | { readonly kind: 'test'; readonly result: TestResult }
  /** No judge answers any more, or one does again; it goes on by itself. */
  | { readonly kind: 'judges'; readonly isAnswered: boolean };

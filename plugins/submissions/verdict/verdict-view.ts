import { z } from 'zod';
import { testStatuses } from '#plugins/problems';
import { view } from '#src/views.ts';
import { obstacles } from '../submission.entity.ts';
import { reviewStatuses, statuses, verdicts } from '../verdicts.ts';

/** A text and its parameters. */
export const Said = z.object({ key: z.string(), parameters: z.record(z.string(), z.union([z.string(), z.number()])) });

/** How a test went. `sample` and `run` are null where a student sees neither what it gives nor what was written. */
export const Test = z.object({
  id: z.string(),
  number: z.int(),
  name: z.string().nullable(),
  visibility: z.enum(['sample', 'hidden']),
  status: z.enum(['waiting', 'running', 'ended', ...testStatuses]),
  /** Shape of its sign. */
  kind: z.string(),
  points: z.number().nullable(),
  maxPoints: z.number(),
  timeMs: z.number().nullable(),
  memoryKb: z.number().nullable(),
  sample: z
    .object({
      input: z.string(),
      args: z.array(z.string()),
      expected: z.string().nullable(),
      explanation: z.string().nullable(),
    })
    .nullable(),
  run: z
    .object({ stdout: z.string(), stderr: z.string(), line: z.int().nullable(), words: Said.nullable() })
    .nullable(),
  /** Whether what was expected and what came stand beside each other. */
  isCompared: z.boolean(),
});

/** A submission as its page shows it, and as it changes while it is judged. */
export const VerdictFields = z.object({
  id: z.uuid(),
  problemId: z.uuid(),
  problemTitle: z.string(),
  userId: z.uuid(),
  /** Null on one's own. */
  userName: z.string().nullable(),
  language: z.string(),
  languageName: z.string(),
  /** Verdict and review in one word [CON-29]. */
  status: z.enum(statuses),
  verdict: z.enum(verdicts),
  reviewStatus: z.enum(reviewStatuses).nullable(),
  isFinal: z.boolean(),
  /** The verdict in the keys of texts. */
  outcome: z.string(),
  /** Whether something on our side kept a verdict from coming. */
  isUnjudged: z.boolean(),
  kind: z.string(),
  /** Of the tests that have ended, in percent [N-02]. */
  progress: z.int(),
  ended: z.int(),
  totalTests: z.int(),
  passedTests: z.int(),
  points: z.number(),
  maxPoints: z.number(),
  timeMs: z.number().nullable(),
  memoryKb: z.number().nullable(),
  compileOutput: z.string().nullable(),
  brokenRules: z.array(Said),
  acceptedAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  judgedAt: z.iso.datetime().nullable(),
  /** When what its runs wrote was removed. */
  archivedAt: z.iso.datetime().nullable(),
  queue: z.object({ ahead: z.int(), seconds: z.int().nullable() }).nullable(),
  obstacle: z.enum(obstacles).nullable(),
  /** For who looks after the organization. */
  note: z.string().nullable(),
  /** From where it came, for who looks after the organization; null for everybody else [F1-07]. */
  cameFrom: z.object({ ip: z.string(), userAgent: z.string().nullable() }).nullable(),
  mayRetry: z.boolean(),
  tests: z.array(Test),
});
export type VerdictFields = z.output<typeof VerdictFields>;
export type TestFields = z.output<typeof Test>;

/** What changes, drawn anew each time. */
export const verdictBodyView = view('submissions/verdict-body', VerdictFields);

const Connected = VerdictFields.extend({
  /** Null where nothing changes any more. */
  live: z.string().nullable(),
  /** Of other plugins; `data` is what their own schemas declare. */
  panels: z.array(z.object({ name: z.string(), template: z.string(), data: z.unknown() })),
  /** Where the problem can be solved again, and where one's attempts are. */
  solve: z.string(),
  attempts: z.string(),
});

/** The same in its place, with the connection by which it changes: a part of the page on which it was handed in. */
export const verdictView = view('submissions/verdict', Connected);

/** A page of its own around it. */
export const submissionView = view('submissions/show', Connected);

import { z } from 'zod';
import { Checker, Harness, Limits } from '../judging/index.ts';
import { Languages } from '../content/languages.ts';
import { Group, TestContent } from '../content/tests.ts';
import { Words } from '../content/words.ts';

const language = Languages.shape.languages.unwrap().element;

/** A test whose texts stand in `tests/<file>.in` and `tests/<file>.out`. */
const DemoTest = TestContent.pick({ name: true, visibility: true, weight: true, groupId: true, explanation: true })
  .extend({
    file: z.string(),
    /** Of a unit test: its file in the folder, and which test of it. */
    unit: z.object({ file: z.string(), name: z.string() }).optional(),
  })
  .strict();

/** `problem.json` of a folder: what is not a file of its own. */
export const DemoProblem = Words.omit({
  statement: true,
  inputFormat: true,
  outputFormat: true,
  constraints: true,
  editorial: true,
  topicIds: true,
})
  .extend({
    /** By name. */
    topics: z.array(z.string().min(1).max(80)).max(20).default([]),
    /** By id, in the order in which they are offered. `starter`: the folder `starter` has a file for it. */
    languages: z.record(
      z.string(),
      language
        .pick({ timeMs: true, memoryKb: true })
        .extend({ starter: z.boolean().default(false), locked: z.string().nullable().default(null) })
        .strict(),
    ),
    limits: Limits.prefault({}),
    harness: Harness.nullable().default(null),
    groups: z.array(Group).default([]),
    rules: Languages.shape.rules,
    /** For all tests; the source of a program is a file of the folder. */
    checker: z.union([z.object({ kind: z.literal('program'), language: z.string(), file: z.string() }), Checker]),
    tests: z.array(DemoTest).min(1),
  })
  .strict();
export type DemoProblem = z.infer<typeof DemoProblem>;

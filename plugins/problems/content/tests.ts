import { z } from 'zod';
import { Checker, JudgedTest, TestGroup, Tolerance } from '../judging/index.ts';
import { File } from './languages.ts';

const id = z.string().regex(/^[\w-]{1,40}$/);
const text = z.string().max(1_000_000);

export const testKinds = ['io', 'function', 'unit'] as const;
export const testVisibilities = ['sample', 'hidden'] as const;
export const groupRules = TestGroup.shape.rule.options;

export const checkerKinds = Checker.options.map(({ shape }) => shape.kind.value);

/** A checker while it is written: what its kind needs may still lack, and what another kind needed stays. */
export const CheckerContent = z.object({
  kind: z.enum(checkerKinds),
  tolerance: Tolerance.nullable().default(null),
  pattern: z.string().max(1000).nullable().default(null),
  language: z.string().max(40).nullable().default(null),
  source: z.string().max(200_000).nullable().default(null),
});

/** One of the two kinds of tests that the designs know, or a unit test. What publishing needs may lack while it is written. */
export const TestContent = z.object({
  id: id.default(() => crypto.randomUUID().slice(0, 8)),
  name: z.string().trim().max(200).default(''),
  kind: z.enum(testKinds).default('io'),
  visibility: z.enum(testVisibilities).default('hidden'),
  /** Whether students may see input, expectation and output of a hidden test, too. */
  showRun: z.boolean().default(false),
  weight: z.number().min(0).max(100_000).multipleOf(0.0001).default(1),
  groupId: id.nullable().default(null),
  stdin: text.default(''),
  args: z.array(z.string().max(2000)).max(50).default([]),
  /** A JSON list of the function's arguments. */
  arguments: text.nullable().default(null),
  unitFile: File.nullable().default(null),
  unitName: z.string().trim().min(1).max(200).nullable().default(null),
  expected: text.nullable().default(null),
  checker: CheckerContent.prefault({ kind: 'trimmed' }),
  /** Of a sample, for students; Markdown. */
  explanation: z.string().max(5000).nullable().default(null),
  size: JudgedTest.shape.size,
});
export type TestContent = z.infer<typeof TestContent>;

export const Group = TestGroup.extend({ id, requires: id.nullable().default(null) });

/** By what a solution is judged. */
export const Tests = z.object({
  tests: z.array(TestContent).max(500).default([]),
  groups: z.array(Group).max(50).default([]),
});
export type Tests = z.infer<typeof Tests>;

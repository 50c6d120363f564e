import { z } from 'zod';
import { TestContent } from '../content/tests.ts';
import { SourceFile } from '../judging/index.ts';
import { CheckerForm, checkerWritten, checkerShown } from './checker-form.ts';
import { lineList } from './word-lists.ts';

/** One test as its form has it: a line for each argument, and the unit-test file in two fields. */
export const TestForm = TestContent.omit({ unitFile: true, args: true, checker: true }).extend({
  checker: CheckerForm.prefault({ kind: 'trimmed' }),
  id: z.string().max(40),
  /** That nothing is to be written: an empty field says that nobody has written there yet. */
  isSilent: z.boolean().default(false),
  args: z.string().max(100_000).nullable().default(null),
  unitPath: SourceFile.shape.path.nullable().default(null),
  unitSource: z.string().max(1_000_000).nullable().default(null),
});
export type TestForm = z.infer<typeof TestForm>;

export const testOf = ({ args, checker, isSilent, unitPath, unitSource, ...test }: TestForm): TestContent => ({
  ...test,
  checker: checkerWritten(checker),
  expected: test.expected ?? (isSilent ? '' : null),
  args: lineList(args),
  unitFile: unitPath === null ? null : { path: unitPath, content: unitSource ?? '' },
});

export const testShown = ({ args, unitFile, checker, ...test }: TestContent): object => ({
  ...test,
  checker: checkerShown(checker),
  isSilent: test.expected === '',
  args: args.join('\n'),
  unitPath: unitFile?.path ?? null,
  unitSource: unitFile?.content ?? null,
});

import type { CompileResult } from '#judge0';
import { lineIn } from './line-in.ts';
import type { Solution } from './judge-solution.ts';
import type { Compilation } from './judgement.ts';
import { shownBytes, shownText } from './shown-text.ts';

/** What the compiler said, and at which line of the student's file it stopped. */
export function compilationOf({ status, output }: CompileResult, solution: Solution): Compilation {
  const failed = status === 'compileError' || status === 'compileTimeLimit';
  return {
    failed,
    output: shownText(Buffer.from(output), shownBytes.stderr),
    line: failed ? lineIn(output, solution) : null,
  };
}

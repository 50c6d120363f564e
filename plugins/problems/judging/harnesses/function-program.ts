import { invalid } from '#src/errors.ts';
import type { JudgedProblem } from '../judged-problem.ts';
import type { Solution } from '../judge-solution.ts';
import { besideGiven } from '../program-of.ts';
import type { SourceFile } from '../source-file.ts';
import { exported } from './exported.ts';
import { harnessFile, javaJson, scriptModules } from './harness-file.ts';

interface Kind {
  /** Where the student's first file goes. */
  readonly solution: string;
  /** What is started, then what it needs. */
  readonly files: readonly SourceFile[];
  readonly wrapped?: (content: string, functionName: string) => string;
}

const kinds: Readonly<Record<string, Kind>> = {
  python: { solution: 'solution.py', files: [harnessFile('function.py', 'script.py')] },
  javascript: { solution: 'solution.js', files: [harnessFile('function.js', 'script.js'), scriptModules] },
  typescript: {
    solution: 'solution.ts',
    files: [harnessFile('function.ts', 'script.ts')],
    wrapped: exported,
  },
  java: { solution: 'Solution.java', files: [harnessFile('function.java', 'Main.java'), javaJson] },
  cpp: {
    solution: 'solution.hpp',
    files: [harnessFile('function.cpp', 'main.cpp')],
    wrapped: (content) => `#line 1 "solution.cpp"\n${content}`,
  },
};

/**
 * A program that calls the student's function: ours is started, and the student's first file is loaded by it. Throws DomainError
 * `invalid` for a language without a harness.
 */
export function functionProgram(problem: JudgedProblem, { language, files }: Solution): readonly SourceFile[] {
  const kind = kinds[language];
  const [first, ...others] = files;
  if (!kind || !first) throw invalid({ field: 'language', key: 'problems.judging.refused.language' });
  const { functionName } = problem.harness!;
  const given = problem.byLanguage[language]?.files ?? [];
  const content = kind.wrapped?.(first.content, functionName) ?? first.content;
  const [main, ...more] = kind.files.map((file) => ({
    ...file,
    content: file.content.replaceAll('FUNCTION_NAME', functionName),
  }));
  const beside = besideGiven(besideGiven(others, given), [{ path: kind.solution, content }, ...more, main!]);
  return [main!, ...beside.filter(({ path: each }) => each !== main!.path)];
}

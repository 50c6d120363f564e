import type { RunLimits } from '#judge0';
import type { JudgedProblem } from './judged-problem.ts';
import type { Solution } from './judge-solution.ts';
import type { SourceFile } from './source-file.ts';

/** What a judge gets of errors, in bytes. */
const errorBytes = 65_536;
/** The most of any judge's own limit that is left to a run, in milliseconds from start to end. */
const mostWallMs = 18_000;

/** The student's files and those that are given; of two with one path the given one. */
export function programOf(problem: JudgedProblem, { language, files }: Solution): readonly SourceFile[] {
  const given = problem.byLanguage[language]?.files ?? [];
  return besideGiven(files, given);
}

/** In the order of the first list, what is only in the second behind it. */
export function besideGiven(files: readonly SourceFile[], given: readonly SourceFile[]): readonly SourceFile[] {
  const locked = new Map(given.map((file) => [file.path, file]));
  const paths = new Set(files.map(({ path }) => path));
  return [
    ...files.map((file) => locked.get(file.path) ?? file),
    ...[...locked.values()].filter(({ path }) => !paths.has(path)),
  ];
}

export function limitsFor({ limits, byLanguage }: JudgedProblem, language: string): RunLimits {
  const { timeMs = limits.timeMs, memoryKb = limits.memoryKb } = byLanguage[language] ?? {};
  return {
    cpuMs: timeMs,
    wallMs: Math.min(timeMs * 3 + 2_000, mostWallMs),
    memoryKb,
    outputBytes: limits.outputBytes,
    errorBytes,
  };
}

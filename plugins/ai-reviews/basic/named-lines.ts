import type { SourceFile } from '#plugins/problems';

/** `sums.c:3:5: error: …`, `Main.java:3: error: …`, `sums.ts(3,5): error …`, and `error: …` followed by ` --> main.rs:3:5`. */
const complaint = /(?:^|\s|\/)([\w.-]+\.\w+)[:(](\d+)(?:[:,]\d+)?\)?/;
/** `  File "sums.py", line 3`. */
const traced = /File "(?:.*\/)?([\w.-]+)", line (\d+)/;

export interface NamedLine {
  readonly file: string;
  readonly line: number;
}

/** The line of the program that a compiler or a trace names first or, for traces, last: where it went wrong. */
export function namedLine(said: string, files: readonly SourceFile[]): NamedLine | null {
  const found = said.split('\n').flatMap((text) => {
    const trace = traced.exec(text);
    const [, name, line] = trace ?? complaint.exec(text) ?? [];
    const file = files.find(({ path }) => path === name || path.endsWith(`/${name}`));
    const number = Number(line);
    return file && number >= 1 && number <= file.content.split('\n').length
      ? [{ file: file.path, line: number, isTrace: trace !== null }]
      : [];
  });
  const named = found.find(({ isTrace }) => !isTrace) ?? found.at(-1);
  return named ? { file: named.file, line: named.line } : null;
}

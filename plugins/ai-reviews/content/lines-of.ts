import type { SourceFile } from '#plugins/problems';

/** The lines of a file between two numbers, both included; null where the file or a line is not there. */
export function linesOf(files: readonly SourceFile[], path: string, start: number, end: number): string | null {
  const lines = files.find((file) => file.path === path)?.content.split('\n') ?? [];
  return start < 1 || start > end || end > lines.length ? null : lines.slice(start - 1, end).join('\n');
}

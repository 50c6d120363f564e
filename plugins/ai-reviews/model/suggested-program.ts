import type { SourceFile } from '#plugins/problems';
import type { Suggestion } from '../content/review-content.ts';

/** The program as it would be if its author did what is suggested. */
export const suggestedProgram = (
  files: readonly SourceFile[],
  { file, lineStart, lineEnd, suggestedCode }: Suggestion,
): readonly SourceFile[] =>
  files.map(({ path, content }) =>
    path === file && suggestedCode !== null
      ? {
          path,
          content: content
            .split('\n')
            .toSpliced(lineStart - 1, lineEnd - lineStart + 1, suggestedCode)
            .join('\n'),
        }
      : { path, content },
  );

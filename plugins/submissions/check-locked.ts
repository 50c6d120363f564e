import type { SourceFile, Statement } from '#plugins/problems';
import type { FieldProblem } from '#src/errors.ts';
import { lostLines, type Lines } from './workspace/locate-locked.ts';

/** What is wrong with code that changes given lines, file by file; `fieldOf` names the field of the file at a place. */
export const lockedProblems = (
  { starter, locked }: Pick<Statement['languages'][number], 'starter' | 'locked'>,
  files: readonly SourceFile[],
  fieldOf: (place: number) => string,
): FieldProblem[] =>
  starter.flatMap((given, index) => {
    const lines = locked[index] ?? [];
    const place = files.findIndex(({ path }) => path === given.path);
    if (lines.length === 0) return [];
    if (place < 0) return [{ field: 'files', key: 'submissions.error.missingFile', parameters: { path: given.path } }];
    const lost = lostLines(given, lines, files[place]!.content);
    if (lost.length === 0) return [];
    const parameters = { path: given.path, lines: lost.map(asText).join(', '), count: countOf(lost) };
    return [{ field: fieldOf(place), key: 'submissions.error.locked', parameters }];
  });

const asText = ([first, last]: Lines) => (first === last ? `${first}` : `${first}–${last}`);

const countOf = (all: readonly Lines[]) => all.reduce((sum, [first, last]) => sum + last - first + 1, 0);

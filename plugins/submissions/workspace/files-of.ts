import { fileFor, type SourceFile, type Statement } from '#plugins/problems';
import { locateLocked } from './locate-locked.ts';
import type { Workspace } from './workspace-view.ts';

/** The files of the given code, in the words of what was written; and what that has besides. */
export function filesOf(
  { id, starter, locked }: Statement['languages'][number],
  written: readonly SourceFile[],
): Workspace['files'] {
  // Where an author gives nothing to begin with, the file keeps the name under which somebody wrote in it.
  const given = starter.length > 0 ? starter : [{ path: written[0]?.path ?? fileFor(id, 'solution'), content: '' }];
  const added = written.filter(({ path }) => !given.some((file) => file.path === path));
  return [
    ...given.map((file, index) => {
      const content = written.find(({ path }) => path === file.path)?.content ?? file.content;
      const lines = locateLocked(file, locked[index] ?? [], content).map(([first, last]): [number, number] => [
        first,
        last,
      ]);
      return { path: file.path, content, starter: file.content, locked: lines };
    }),
    ...added.map(({ path, content }) => ({ path, content, starter: '', locked: [] })),
  ];
}

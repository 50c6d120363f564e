import path from 'node:path';
import { ProgrammingError, invalid } from '#src/errors.ts';
import type { ExecutionRequest } from './execution.ts';

/** Refuses what no judge should be asked: paths that leave the folder, or none of a file at all. Throws DomainError `invalid`. */
export function checkRequest({ files, runs }: ExecutionRequest) {
  if (files.length === 0 || runs.length === 0)
    throw new ProgrammingError('An execution needs a file and a run at least.');
  const paths = files.map((file) => file.path);
  for (const [index, each] of paths.entries())
    if (!isInside(each) || paths.indexOf(each) !== index)
      throw invalid({ field: `files.${index}.path`, key: 'judge0.error.path', parameters: { path: each } });
  for (const { args } of runs)
    if (args.some((argument) => argument.includes('\0')))
      throw invalid({ field: 'runs', key: 'judge0.error.argument' });
}

/** Relative, in its plainest form, of characters that every zip and shell takes as they are. */
const isInside = (file: string) =>
  /^[\w.+@ -]+(\/[\w.+@ -]+)*$/.test(file) && path.posix.normalize(file) === file && !file.split('/').includes('..');

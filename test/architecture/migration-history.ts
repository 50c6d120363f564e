import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { MigrationHistory } from './check-migration-files.ts';

export const migrationPaths = ['migrations', 'plugins/*/migrations'];

/** Every migration that git's history knows, with its first content. Empty where there is no git. */
export function migrationHistories(root: string): readonly MigrationHistory[] {
  return [...firstCommits(root)].map(([file, commit]) => {
    const there = path.join(root, file);
    return {
      file,
      now: existsSync(there) ? readFileSync(there, 'utf8') : null,
      before: git(root, ['show', `${commit}:${file}`]),
    };
  });
}

/** The commit in which each numbered file first appeared. A renamed file appears under its new name. */
function firstCommits(root: string) {
  const log = git(root, [
    'log',
    '--reverse',
    '--no-renames',
    '--diff-filter=A',
    '--name-only',
    '--format=commit %H',
    '--',
    ...migrationPaths.map((folder) => `:(glob)${folder}/*.sql`),
  ]);
  const first = new Map<string, string>();
  let commit = '';
  for (const line of log?.split('\n') ?? []) {
    if (line.startsWith('commit ')) commit = line.slice('commit '.length);
    else if (/\/\d{4}-[^/]+\.sql$/.test(line) && !first.has(line)) first.set(line, commit);
  }
  return first;
}

/** What git answers, or null where it cannot: no git, no repository, no such commit. */
export function git(root: string, words: readonly string[]): string | null {
  try {
    return execFileSync('git', ['-C', root, ...words], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: 64 << 20,
    });
  } catch {
    return null;
  }
}

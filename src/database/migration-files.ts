import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

export interface MigrationFile {
  /** `<owner>/<file name without .sql>`, as the table of executed migrations has it. */
  readonly name: string;
  readonly owner: string;
  /** Path from the root. */
  readonly file: string;
  readonly sql: string;
}

/** The folders of migrations in the order in which they run: the base schema first, then the plugins as they require each other. */
export const migrationFolders = (plugins: readonly { readonly name: string }[]) => [
  { owner: 'kernel', folder: 'migrations' },
  ...plugins
    .filter(({ name }) => !['kernel', 'lti', 'judge0'].includes(name))
    .map(({ name }) => ({ owner: name, folder: `plugins/${name}/migrations` })),
];

/** Every migration of the application: `NNNN-what-it-adds.sql`, numbered inside its folder. */
export function findMigrations(root: string, plugins: readonly { readonly name: string }[]): readonly MigrationFile[] {
  return migrationFolders(plugins).flatMap(({ owner, folder }) =>
    globSync('[0-9][0-9][0-9][0-9]-*.sql', { cwd: path.join(root, folder) })
      .toSorted()
      .map((file) => ({
        name: `${owner}/${path.basename(file, '.sql')}`,
        owner,
        file: path.join(folder, file),
        sql: readFileSync(path.join(root, folder, file), 'utf8'),
      })),
  );
}

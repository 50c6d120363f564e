/** A migration as it is, and as git's history first had it; `before` is null for one that is not committed. */
export interface MigrationHistory {
  readonly file: string;
  /** Null for one that is gone. */
  readonly now: string | null;
  readonly before: string | null;
}

/** Numbers are unique inside a folder. `files` are paths from the root. */
export function checkNumbers(files: readonly string[]): string[] {
  const migrations = files.filter((file) => /(^|\/)migrations\/\d{4}-[^/]+\.sql$/.test(file));
  return [...Map.groupBy(migrations, (file) => /^.*\/\d{4}/.exec(file)![0])]
    .filter(([, same]) => same.length > 1)
    .map(
      ([, same]) =>
        `${same.join(' and ')} have the same number, so nothing says which runs first. Give the newer one the next free number.`,
    );
}

/** What has run somewhere stays as it was. Returns a sentence for each migration that is in git's history and is another now. */
export function checkImmutable(histories: readonly MigrationHistory[]): string[] {
  return histories.flatMap(({ file, now, before }) => {
    if (before === null || now === before) return [];
    return now === null
      ? [
          `${file} is in git's history and gone now, but databases have run it under that name. Bring it back, and write a new migration: npm run migration -- <owner> <what-it-adds>.`,
        ]
      : [
          `${file} is in git's history and has changed since, but databases have run it as it was. Take the change back, and write a new migration: npm run migration -- <owner> <what-it-adds>.`,
        ];
  });
}

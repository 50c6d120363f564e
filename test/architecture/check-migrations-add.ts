import { parseSync } from 'libpg-query';
import { changesOf, makes, type Change, type Node } from './migration-changes.ts';
import { isWidened, namedChecks } from './named-checks.ts';

export interface Migration {
  readonly file: string;
  readonly sql: string;
}

const contract = /^-- contracts: \S.* unused since v?\d+\.\d+\.\d+$/;

/**
 * While an image is replaced the old code runs on the new schema, so a migration only adds to what earlier ones made; what
 * nothing uses any more goes a release later, in a file whose first line says so. `migrations` in the order they run; call
 * `loadModule` of libpg-query first.
 */
export function checkMigrationsAdd(migrations: readonly Migration[]): string[] {
  const earlier = { made: new Set<string>(), checks: new Map<string, Node>() };
  return migrations.flatMap(({ file, sql }) => {
    const statements = ((parseSync(sql) as { stmts?: { stmt: Node }[] }).stmts ?? []).map(({ stmt }) => stmt);
    const checks = namedChecks(statements);
    const changes = statements.flatMap((statement) =>
      changesOf(statement, (name) => isWidened(earlier.checks.get(name), checks.get(name))),
    );
    const wrong = changes.filter(({ to }) => to.some((name) => earlier.made.has(name)));
    for (const name of statements.flatMap(makes)) earlier.made.add(name);
    for (const [name, check] of checks) earlier.checks.set(name, check);
    return sentences(file, sql, wrong);
  });
}

function sentences(file: string, sql: string, wrong: readonly Change[]) {
  const [first = ''] = sql.split('\n');
  if (contract.test(first)) return [];
  if (first.startsWith('-- contracts'))
    return [
      `${file} begins with "${first}". Write: -- contracts: <what> unused since <version>, for instance -- contracts: column user.nickname unused since 1.4.0`,
    ];
  return wrong.map(
    ({ what }) =>
      `${file} would ${what}, and the code of the release before still runs on this schema. Add what is new now; ${remedy(what)}`,
  );
}

const remedy = (what: string) =>
  /^(drop|rename|move|empty)/.test(what)
    ? 'take the old away a release later, in a migration whose first line is "-- contracts: <what> unused since <version>".'
    : 'a new column beside it, filled by both, can replace it a release later ("-- contracts: <what> unused since <version>" as first line).';

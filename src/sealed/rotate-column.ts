import { escapeIdentifier } from 'pg';
import { SealError } from '#src/keys/seal-error.ts';
import type { Keyring } from '#src/keys/keyring.ts';
import { readSealed } from '#src/keys/sealed.ts';
import type { InstallationScope, Scope } from '#src/scope/scope.ts';
import type { SealedColumn } from './sealed-columns.ts';

export interface UnreadableRow {
  readonly table: string;
  readonly id: string;
  /** The secret that its text names; null when it names none. */
  readonly keyId: string | null;
  /** Whether that secret is what SECRET_KEY lacks; otherwise the text itself is damaged. */
  readonly isKeyMissing: boolean;
}

export interface Rotated {
  readonly resealed: number;
  readonly unreadable: readonly UnreadableRow[];
  /** Rows that other transactions held each time. */
  readonly held: number;
}

interface Row {
  readonly id: string;
  readonly sealed: string;
}

const batchSize = 200;
const passes = 20;
const pauseMs = 500;

/**
 * Seals one column of what the Scope sees with the newest secret, whose id is `keyId`, in transactions of 200 rows each. Rows
 * that somebody else holds are passed over and come again, for ten seconds at most. Tells `done` after each batch.
 */
export async function rotateColumn(
  scope: Scope | InstallationScope,
  sealed: SealedColumn,
  keyId: string,
  done: (rows: number) => void,
): Promise<Rotated> {
  let resealed = 0;
  for (let pass = 1; ; pass += 1) {
    const seen = await rotateOnce(scope, sealed, keyId, done);
    resealed += seen.resealed;
    const held = Math.max(0, (await countOld(scope, sealed, keyId)) - seen.unreadable.length);
    if (held === 0 || pass === passes) return { resealed, unreadable: seen.unreadable, held };
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}

async function rotateOnce(
  scope: Scope | InstallationScope,
  sealed: SealedColumn,
  keyId: string,
  done: (rows: number) => void,
) {
  const unreadable: UnreadableRow[] = [];
  let resealed = 0;
  for (let after: string | null = null; ;) {
    const batch = await rotateBatch(scope, sealed, keyId, after);
    resealed += batch.resealed;
    unreadable.push(...batch.unreadable);
    if (batch.resealed > 0) done(batch.resealed);
    if (!batch.last) return { resealed, unreadable };
    after = batch.last;
  }
}

/** The rows behind `after`; `last` is where the next batch begins, or null at the end. */
const rotateBatch = (scope: Scope | InstallationScope, sealed: SealedColumn, keyId: string, after: string | null) =>
  scope.transaction(async (inside: Scope | InstallationScope) => {
    const em = inside.em as Scope['em'];
    const [table, column] = [escapeIdentifier(sealed.table), escapeIdentifier(sealed.column)];
    const rows = await em.execute<Row[]>(
      `select id::text as id, ${column} as sealed from ${table} where ${column} not like ? ${after ? 'and id > ?' : ''} order by id limit ${batchSize} for update skip locked`,
      after ? [sealedWith(keyId), after] : [sealedWith(keyId)],
    );
    const unreadable: UnreadableRow[] = [];
    for (const row of rows) {
      const again = sealAgain(inside.keys, sealed.purpose, row);
      if (again instanceof SealError)
        unreadable.push({
          table: sealed.table,
          id: row.id,
          keyId: readSealed(row.sealed)?.keyId ?? null,
          isKeyMissing: again.keyId !== null,
        });
      else await em.execute(`update ${table} set ${column} = ? where id = ?`, [again, row.id]);
    }
    return {
      resealed: rows.length - unreadable.length,
      unreadable,
      last: rows.length < batchSize ? null : rows.at(-1)!.id,
    };
  });

function sealAgain(keys: Keyring, purpose: string, { id, sealed }: Row) {
  try {
    return keys.seal(purpose, keys.open(purpose, sealed, id), id);
  } catch (error) {
    if (error instanceof SealError) return error;
    throw error;
  }
}

const countOld = (scope: Scope | InstallationScope, { table, column }: SealedColumn, keyId: string) =>
  scope.transaction(
    async (inside: Scope | InstallationScope) => {
      const [row] = await inside.em.execute<{ rows: number }[]>(
        `select count(*)::int as rows from ${escapeIdentifier(table)} where ${escapeIdentifier(column)} not like ?`,
        [sealedWith(keyId)],
      );
      return row!.rows;
    },
    { readOnly: true },
  );

const sealedWith = (keyId: string) => `v1.${keyId}.%`;

import type { Kernel } from '#src/scope/kernel.ts';
import type { InstallationScope, Scope } from '#src/scope/scope.ts';
import { rotateColumn, type UnreadableRow } from './rotate-column.ts';
import { sealedColumns, type SealedColumn } from './sealed-columns.ts';

export interface Rotation {
  /** Rows sealed anew, by table. */
  readonly resealed: Readonly<Record<string, number>>;
  readonly unreadable: readonly UnreadableRow[];
  readonly held: number;
}

/**
 * Seals everything that is not sealed with the newest secret anew, while the application goes on. It may be killed at any
 * point and begun again: what is done is not done twice.
 */
export async function rotateSecrets(
  kernel: Kernel,
  scope: InstallationScope,
  keyId: string,
  say: (step: string) => void,
): Promise<Rotation> {
  const resealed: Record<string, number> = {};
  const unreadable: UnreadableRow[] = [];
  let held = 0;
  const rotate = async (within: Scope | InstallationScope, column: SealedColumn) => {
    const done = (rows: number) => {
      resealed[column.table] = (resealed[column.table] ?? 0) + rows;
      say(`${column.table}: ${resealed[column.table]} rows sealed anew`);
    };
    const rotated = await rotateColumn(within, column, keyId, done);
    unreadable.push(...rotated.unreadable);
    held += rotated.held;
  };
  const columns = sealedColumns(kernel.orm);
  for (const column of columns.filter(({ inInstallation }) => inInstallation)) await rotate(scope, column);
  for (const organization of await organizations(scope)) {
    await scope.within(organization, async (inside) => {
      for (const column of columns.filter(({ inOrganizations }) => inOrganizations)) await rotate(inside, column);
    });
  }
  return { resealed, unreadable, held };
}

async function organizations(scope: InstallationScope) {
  const rows = await scope.transaction(
    ({ em }) => em.execute<{ id: string }[]>('select id from organization order by id'),
    { readOnly: true },
  );
  return rows.map(({ id }) => id);
}

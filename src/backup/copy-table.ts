import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type { Client } from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { writeAtomically } from '#src/files/atomic-write.ts';
import { BackupError } from './backup-error.ts';
import { columnList, quoted, type Table } from './catalogue.ts';
import { tableFile, type BackedUpTable } from './manifest.ts';

/** Writes all rows of a table, as the open transaction sees them, into the backup's folder. */
export async function copyOut(
  client: Client,
  folder: string,
  { schema, name, columns }: Table,
): Promise<BackedUpTable> {
  // COPY of a query reads a partitioned table too; COPY of its name refuses.
  const rows = client.query(copyTo(`copy (select ${columnList(columns)} from ${quoted({ schema, name })}) to stdout`));
  const hash = createHash('sha256');
  let bytes = 0;
  async function* measured(chunks: AsyncIterable<Uint8Array>) {
    for await (const chunk of chunks) {
      hash.update(chunk);
      bytes += chunk.byteLength;
      yield chunk;
    }
  }
  await pipeline(rows, createGzip({ level: 1 }), (chunks: AsyncIterable<Uint8Array>) =>
    writeAtomically(path.join(folder, tableFile({ schema, name })), measured(chunks)),
  );
  // How many rows they were arrives after the last of them, and before the answer to anything asked later.
  await client.query('');
  return { schema, name, columns: [...columns], rows: rows.rowCount, bytes, sha256: hash.digest('hex') };
}

/** Reads the rows of a backed-up table into `target`, a quoted name. Throws BackupError when they are not as many as it promises. */
export async function copyIn(client: Client, folder: string, table: BackedUpTable, target: string): Promise<void> {
  const rows = client.query(copyFrom(`copy ${target} (${columnList(table.columns)}) from stdin`));
  await pipeline(createReadStream(path.join(folder, tableFile(table))), createGunzip(), rows);
  if (rows.rowCount !== table.rows)
    throw new BackupError(
      `${tableFile(table)} holds ${rows.rowCount} rows instead of ${table.rows}: the backup is damaged.`,
    );
}

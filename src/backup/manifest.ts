import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { writeAtomically } from '#src/files/atomic-write.ts';
import { BackupError } from './backup-error.ts';

/** Names become paths and statements, so they are only what our own migrations make. */
const name = z.string().regex(/^[a-z_][a-z0-9_]*$/);
const count = z.number().int().nonnegative();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const Table = z.object({
  schema: z.enum(['public', 'pgboss']),
  name,
  columns: z.array(z.string()).min(1),
  rows: count,
  /** Of the compressed file. */
  bytes: count,
  sha256,
});
export type BackedUpTable = z.output<typeof Table>;

const Partition = z.object({
  name,
  parent: name,
  bound: z.string().regex(/^FOR VALUES [^;]+$/),
  rowSecurity: z.boolean(),
});
export type Partition = z.output<typeof Partition>;

const Files = z.object({
  count,
  bytes: count,
  /** Of the list of their keys and sizes; a key holds the hash of its own content. */
  sha256,
  /** Keys that were listed and then gone, and keys whose content is not what their hash promises. */
  missing: z.array(z.string()),
  damaged: z.array(z.string()),
});
export type BackedUpFiles = z.output<typeof Files>;

const Manifest = z.object({
  format: z.literal(1),
  /** Version of the application that made the backup. */
  application: z.string(),
  takenAt: z.iso.datetime(),
  migrations: z.array(z.string()),
  /** Names of the secrets that may have sealed something in it, never the secrets. */
  keyIds: z.array(z.string()),
  tables: z.array(Table),
  partitions: z.array(Partition),
  sequences: z.array(z.object({ name, value: z.string().regex(/^-?\d+$/), isCalled: z.boolean() })),
  files: Files,
});
/** What a backup says of itself. It is written last, and holds no key and no row. */
export type Manifest = z.output<typeof Manifest>;

export const tableFile = (table: { readonly schema: string; readonly name: string }) =>
  path.join('tables', `${table.schema}.${table.name}.copy.gz`);
export const filesFolder = 'files';
const manifestFile = 'manifest.json';

export const writeManifest = (folder: string, manifest: Manifest) =>
  writeAtomically(path.join(folder, manifestFile), [Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`)]);

/** Throws BackupError when the folder holds no backup, or one that this version cannot read. */
export async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(path.join(folder, manifestFile), 'utf8').catch((error: Error) => {
    throw new BackupError(
      `--from ${folder} holds no backup: ${error.message}. A backup that was not finished ends in .partial.`,
      error,
    );
  });
  const manifest = Manifest.safeParse(parsed(text));
  if (manifest.success) return manifest.data;
  const [issue] = manifest.error.issues;
  throw new BackupError(
    `${path.join(folder, manifestFile)} cannot be read (${issue?.path.join('.')}: ${issue?.message}): it is damaged, or was made by a newer version.`,
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

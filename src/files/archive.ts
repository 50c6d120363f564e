import { Readable } from 'node:stream';
import { type Entry, type ZipFile, fromBufferPromise, openPromise } from 'yauzl';
import { DomainError } from '#src/errors.ts';
import { type ArchiveLimits, archiveRefused, megabytes } from './archive-limits.ts';
import { createArchiveMeter } from './archive-meter.ts';
import { createPathRegister, entryPath } from './archive-name.ts';

export interface ArchiveEntry {
  /** Relative, in NFC, safe to join to a folder. */
  readonly path: string;
  /** The file's bytes, once; it may be left unopened. Ends in a DomainError where a limit is passed. */
  open(): Readable;
}

/**
 * Reads a zip archive file by file, in its own order; folders are passed over. Limits count real bytes, whatever the headers
 * say. Throws a DomainError (`invalid`, key `kernel.archive.…`) that names the entry, and what `onEntry` throws.
 */
export async function readArchive(
  source: string | Buffer,
  limits: ArchiveLimits,
  onEntry: (entry: ArchiveEntry) => Promise<void>,
): Promise<void> {
  const archive = await openArchive(source);
  try {
    // No more entries are read than the archive says it has.
    if (archive.entryCount > limits.entries) throw archiveRefused('tooManyEntries', { limit: limits.entries });
    await eachFile(archive, limits, onEntry);
  } finally {
    archive.close();
  }
}

async function openArchive(source: string | Buffer): Promise<ZipFile> {
  const options = { decodeStrings: false, autoClose: false };
  const opening = typeof source === 'string' ? openPromise(source, options) : fromBufferPromise(source, options);
  return opening.catch(damaged);
}

async function eachFile(archive: ZipFile, limits: ArchiveLimits, onEntry: (entry: ArchiveEntry) => Promise<void>) {
  const metered = createArchiveMeter(limits);
  const register = createPathRegister();
  const entries = archive.eachEntry();
  let declaredBytes = 0;
  for (;;) {
    const { value: entry, done } = await entries.next().catch(damaged);
    if (done) return;
    const path = entryPath(entry, limits);
    refuseSpecial(entry, path);
    register(path);
    declaredBytes += entry.uncompressedSize;
    if (declaredBytes > limits.totalBytes) {
      throw archiveRefused('totalTooLarge', { name: path, limitMegabytes: megabytes(limits.totalBytes) });
    }
    if (!path.endsWith('/')) await visit(archive, entry, path, metered, onEntry);
  }
}

const fileTypeBits = 0o170000;
const ordinaryTypes = [0, 0o100000, 0o040000];

function refuseSpecial(entry: Entry, name: string) {
  if (entry.isEncrypted()) throw archiveRefused('encrypted', { name });
  const isLink = !ordinaryTypes.includes((entry.externalFileAttributes >>> 16) & fileTypeBits);
  if (isLink || !entry.canDecodeFileData()) throw archiveRefused('unsupported', { name });
}

async function visit(
  archive: ZipFile,
  entry: Entry,
  path: string,
  metered: ReturnType<typeof createArchiveMeter>,
  onEntry: (entry: ArchiveEntry) => Promise<void>,
) {
  let failure: unknown = null;
  async function* content(): AsyncGenerator<Buffer> {
    try {
      yield* metered(entry, path, await archive.openReadStreamPromise(entry));
    } catch (error) {
      failure = error instanceof DomainError ? error : archiveRefused('damagedEntry', { name: path }, error);
      throw failure;
    }
  }
  await onEntry({ path, open: () => Readable.from(content(), { objectMode: false }) });
  // Who reads an entry may swallow its error; the archive is refused nevertheless.
  if (failure) throw failure;
}

function damaged(error: unknown): never {
  throw error instanceof DomainError ? error : archiveRefused('damaged', {}, error);
}

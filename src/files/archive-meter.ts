import { crc32 } from 'node:zlib';
import type { Entry } from 'yauzl';
import { type ArchiveLimits, archiveRefused, megabytes } from './archive-limits.ts';

const unmeasuredBytes = 1_000_000;

/** Counts what really comes out of an archive, whatever its headers say, and throws at the limits. One for each archive. */
export function createArchiveMeter(limits: ArchiveLimits) {
  let total = 0;
  const check = (entry: Entry, name: string, bytes: number) => {
    if (bytes > limits.entryBytes) {
      throw archiveRefused('entryTooLarge', { name, limitMegabytes: megabytes(limits.entryBytes) });
    }
    if (total > limits.totalBytes) {
      throw archiveRefused('totalTooLarge', { name, limitMegabytes: megabytes(limits.totalBytes) });
    }
    if (bytes > unmeasuredBytes && bytes > entry.compressedSize * limits.ratio) {
      throw archiveRefused('ratio', { name, limit: limits.ratio });
    }
  };
  /** Passes one entry's bytes through. */
  return async function* metered(entry: Entry, name: string, inflated: AsyncIterable<Buffer>) {
    let bytes = 0;
    let sum = 0;
    check(entry, name, entry.uncompressedSize);
    for await (const chunk of inflated) {
      bytes += chunk.byteLength;
      total += chunk.byteLength;
      sum = crc32(chunk, sum);
      check(entry, name, bytes);
      yield chunk;
    }
    if (sum !== entry.crc32) throw archiveRefused('damagedEntry', { name });
  };
}

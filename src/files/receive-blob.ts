import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DomainError } from '#src/errors.ts';
import { contentOfFile } from './blob-content.ts';
import { blobKey } from './blob-key.ts';
import type { BlobStore } from './blob-store.ts';
import type { FileUse } from './file-use.ts';
import { isTextType, sniffType, sniffedBytes } from './sniff.ts';
import { createTextCheck } from './text-check.ts';

export interface Upload {
  readonly organizationId: string;
  readonly source: Readable;
  /** What the sender says it is; believed only among text types. */
  readonly declaredType?: string | null;
  readonly signal?: AbortSignal;
  /** Where it grows until it is checked. Default: the system's folder for temporary files. */
  readonly temporaryFolder?: string;
}

export interface ReceivedBlob {
  readonly key: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly type: string;
}

/**
 * Takes in a file for a use and stores it under its hash; what is refused or interrupted leaves nothing behind.
 * Throws a DomainError (`payloadTooLarge`, `unsupportedType`) or a BlobStoreFailure.
 */
export async function receiveBlob(store: BlobStore, use: FileUse, upload: Upload): Promise<ReceivedBlob> {
  const folder = await mkdtemp(path.join(upload.temporaryFolder ?? tmpdir(), 'assay-upload-'));
  try {
    const file = path.join(folder, 'content');
    const seen = await writeMeasured(file, use, upload);
    const type = await acceptedType(seen, use, upload.declaredType ?? null);
    const key = blobKey(upload.organizationId, seen.sha256);
    await store.put(key, contentOfFile(file, seen.bytes));
    return { key, sha256: seen.sha256, bytes: seen.bytes, type };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function writeMeasured(file: string, use: FileUse, { source, signal }: Upload) {
  const hash = createHash('sha256');
  const text = createTextCheck();
  const head: Uint8Array[] = [];
  let bytes = 0;
  async function* measured(chunks: AsyncIterable<Uint8Array | string>) {
    for await (const given of chunks) {
      const chunk = typeof given === 'string' ? Buffer.from(given) : given;
      if (bytes < sniffedBytes) head.push(chunk);
      bytes += chunk.byteLength;
      if (bytes > use.maxBytes) throw tooLarge(use);
      hash.update(chunk);
      text.add(chunk);
      yield chunk;
    }
  }
  await pipeline(source, measured, createWriteStream(file, { flags: 'wx', mode: 0o600 }), {
    ...(signal && { signal }),
  });
  const start = Buffer.concat(head).subarray(0, sniffedBytes);
  return { bytes, sha256: hash.digest('hex'), isText: text.end(), head: start };
}

const tooLarge = (use: FileUse) =>
  new DomainError('payloadTooLarge', 'kernel.files.tooLarge', {
    parameters: { use: use.name, limitMegabytes: use.maxBytes / 1_000_000 },
  });

async function acceptedType(seen: { head: Uint8Array; isText: boolean }, use: FileUse, declared: string | null) {
  const { type, came } = await sniffType(seen, use.types, declared);
  if (type) return type;
  const onlyText = use.types.every(isTextType) && !seen.isText;
  throw new DomainError('unsupportedType', onlyText ? 'kernel.files.notText' : 'kernel.files.unsupportedType', {
    parameters: { use: use.name, accepted: use.types.join(', '), came },
  });
}

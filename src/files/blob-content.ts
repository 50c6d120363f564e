import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { BlobStoreFailure } from './blob-store-failure.ts';
import { hashOf } from './blob-key.ts';

/** Bytes that can be read as often as a store has to try. */
export interface BlobContent {
  readonly bytes: number;
  open(): Readable;
}

export const contentOfBuffer = (buffer: Uint8Array): BlobContent => ({
  bytes: buffer.byteLength,
  open: () => Readable.from([buffer], { objectMode: false }),
});

export const contentOfFile = (file: string, bytes: number): BlobContent => ({
  bytes,
  open: () => createReadStream(file),
});

/**
 * The content's bytes, ending in a `damaged` failure unless they are the ones that the key promises. The last of them is
 * held back until that is known, so no store ever completes a blob of wrong or missing bytes.
 */
export async function* verifiedBytes(key: string, content: BlobContent): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  let bytes = 0;
  let last: Uint8Array | null = null;
  for await (const chunk of content.open() as AsyncIterable<Uint8Array>) {
    hash.update(chunk);
    bytes += chunk.byteLength;
    if (last) yield last;
    last = chunk;
  }
  if (bytes !== content.bytes || hash.digest('hex') !== hashOf(key)) {
    throw new BlobStoreFailure(
      'damaged',
      `The content given for ${key} is not what its hash promises (${bytes} bytes).`,
    );
  }
  if (last) yield last;
}

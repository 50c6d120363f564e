import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { ProgrammingError } from '#src/errors.ts';
import type { Outbound } from '#src/outbound/outbound.ts';
import type { BlobContent } from './blob-content.ts';
import { openLocalStore } from './local-store.ts';
import { type S3Credentials, readS3Address } from './s3-address.ts';
import { openS3Store } from './s3-store.ts';

export interface StoredBlob {
  readonly key: string;
  readonly bytes: number;
  readonly modifiedAt: Date;
}

/** Where the bytes of files live, content-addressed. Every failure is a BlobStoreFailure. */
export interface BlobStore {
  /** Stores content under its key, whole or not at all; storing it again renews `modifiedAt`. */
  put(key: string, content: BlobContent): Promise<void>;
  open(key: string): Promise<Readable>;
  exists(key: string): Promise<boolean>;
  /** Removing what is not there is no failure. */
  remove(key: string): Promise<void>;
  /** All blobs whose key begins with the prefix, which is an organization's id and a slash, or nothing. */
  list(prefix?: string): AsyncIterable<StoredBlob>;
}

/**
 * Opens the store that FILES_URL names: `file:///folder`, or `s3://key:secret@bucket/prefix?endpoint=…&region=…`.
 * Nothing is contacted yet. Throws a ProgrammingError that says what is wrong with the address.
 */
export function createBlobStore(
  url: string,
  outbound: Pick<Outbound, 'operator'>,
  credentials: S3Credentials | null = null,
): BlobStore {
  const address = URL.parse(url);
  if (address?.protocol === 'file:') return openLocalStore(fileURLToPath(address));
  if (address?.protocol === 's3:') return openS3Store(readS3Address(address, credentials), outbound.operator.fetch);
  throw new ProgrammingError('FILES_URL has to begin with file:/// or s3://.');
}

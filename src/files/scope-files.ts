import type { Readable } from 'node:stream';
import type { EntityManager } from '@mikro-orm/postgresql';
import { ProgrammingError } from '#src/errors.ts';
import type { Keyring } from '#src/keys/keyring.ts';
import { blobKey } from './blob-key.ts';
import type { BlobStore, StoredBlob } from './blob-store.ts';
import { plainName } from './file-headers.ts';
import type { FileUse } from './file-use.ts';
import { receiveBlob, type ReceivedBlob } from './receive-blob.ts';
import { signFileUrl } from './signed-url.ts';
import { StoredFile } from './stored-file.entity.ts';

export interface IncomingFile {
  readonly name: string;
  readonly source: Readable;
  readonly declaredType?: string | null;
  readonly signal?: AbortSignal;
}

/** Bytes that are in the store and that no row leads to yet. */
export interface ReceivedFile extends ReceivedBlob {
  readonly use: string;
  readonly name: string;
}

/** The files of one organization. The store may be far away, so all but `keep` and `url` throw while a transaction is open. */
export interface Files {
  /** Takes in the bytes. Throws DomainError `payloadTooLarge` or `unsupportedType`, or a BlobStoreFailure. */
  receive(use: FileUse, file: IncomingFile): Promise<ReceivedFile>;
  /** Makes the row, in the open transaction. */
  keep(file: ReceivedFile): StoredFile;
  open(file: Pick<StoredFile, 'sha256'>): Promise<Readable>;
  /** The path at which the file can be had for an hour or two without signing in. */
  url(file: Pick<StoredFile, 'id'>, how?: { readonly inline: boolean }): string;
  /** Everything in the store, with a row or without. */
  blobs(): AsyncIterable<StoredBlob>;
  /** Removes a blob if nobody has stored the same bytes again since `before`. */
  discard(blob: StoredBlob, before: Date): Promise<boolean>;
}

interface Parts {
  readonly store: BlobStore;
  readonly keys: Keyring;
  readonly organizationId: string;
  /** Whose upload it is. */
  readonly uploadedBy: string | null;
  now(): Date;
  /** The open transaction's. */
  em(): EntityManager;
  isTransactionOpen(): boolean;
}

export function createScopeFiles(parts: Parts): Files {
  const { store, keys, organizationId, uploadedBy } = parts;
  const outside = () => {
    if (parts.isTransactionOpen()) throw insideTransaction();
    return store;
  };
  return {
    async receive(use, { name, ...upload }) {
      const blob = await receiveBlob(outside(), use, { ...upload, organizationId });
      return { ...blob, use: use.name, name: plainName(name) };
    },
    keep: ({ use, name, type, bytes, sha256 }) =>
      parts.em().create(StoredFile, { use, name, type, bytes, sha256, uploadedBy } as never),
    open: async ({ sha256 }) => outside().open(blobKey(organizationId, sha256)),
    url: ({ id }, { inline } = { inline: false }) =>
      signFileUrl(keys, { organizationId, fileId: id, inline }, parts.now()),
    blobs: () => outside().list(`${organizationId}/`),
    async discard({ key }, before) {
      for await (const { modifiedAt } of outside().list(key)) {
        if (modifiedAt >= before) return false;
      }
      await outside().remove(key);
      return true;
    },
  };
}

const insideTransaction = () =>
  new ProgrammingError(
    'Files were read or received while a transaction is open. Declare work: "steps", receive first, and keep with scope.transaction(…) afterwards.',
  );

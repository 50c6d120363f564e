export type BlobFailureKind = 'missing' | 'damaged' | 'refused' | 'unavailable';

/**
 * Why a store did not do it: nothing is under the key (`missing`), the bytes are not the ones the key promises (`damaged`),
 * the store said no and will again (`refused`), or it may work later (`unavailable`).
 */
export class BlobStoreFailure extends Error {
  override readonly name = 'BlobStoreFailure';
  readonly kind: BlobFailureKind;

  constructor(kind: BlobFailureKind, message: string, cause?: unknown) {
    super(message, { cause });
    this.kind = kind;
  }
}

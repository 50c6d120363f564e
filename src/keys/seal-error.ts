/** Something sealed cannot be opened. `keyId` names the key that is missing from SECRET_KEY, when that is the reason. */
export class SealError extends Error {
  override readonly name = 'SealError';
  readonly keyId: string | null;

  constructor(sentence: string, keyId: string | null = null) {
    super(sentence);
    this.keyId = keyId;
  }
}

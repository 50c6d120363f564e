/** Why a backup or a restore was refused, with the remedy. */
export class BackupError extends Error {
  override readonly name = 'BackupError';

  constructor(sentence: string, cause?: unknown) {
    super(sentence, { cause });
  }
}

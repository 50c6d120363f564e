import { hkdfSync } from 'node:crypto';
import { ProgrammingError } from '#src/errors.ts';

/** One secret of SECRET_KEY: its id, and a key of its own for each use and purpose. */
export interface Secret {
  /** Eight digits that name the secret and do not help to guess it. */
  readonly id: string;
  keyFor(use: 'seal' | 'sign', purpose: string): Buffer;
}

/** Throws for a secret of less than 32 characters. */
export function secretOf(text: string): Secret {
  if (text.length < 32)
    throw new ProgrammingError(
      'SECRET_KEY: each secret needs 32 characters or more. `openssl rand -base64 48` makes one.',
    );
  const keys = new Map<string, Buffer>();
  return {
    id: derive(text, 'id', 4).toString('hex'),
    keyFor(use, purpose) {
      const info = `${use}:${purpose}`;
      const key = keys.get(info) ?? derive(text, info, 32);
      keys.set(info, key);
      return key;
    },
  };
}

const derive = (secret: string, info: string, bytes: number) =>
  Buffer.from(hkdfSync('sha256', secret, 'assay', `assay:${info}`, bytes));

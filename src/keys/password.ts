import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { ProgrammingError } from '#src/errors.ts';

/** OWASP's second recommendation for argon2id: 19 MiB, two passes, one lane (25 to 50 ms). */
const current = { memory: 19_456, passes: 2, parallelism: 1 };
const saltBytes = 16;
const tagLength = 32;

/** Argon2id of a password as a PHC string. The same letters typed on another keyboard give the same password (NFKC). */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(saltBytes);
  const hash = await argon2id(password, { ...current, nonce, tagLength });
  return `$argon2id$v=19$m=${current.memory},t=${current.passes},p=${current.parallelism}$${phc(nonce)}$${phc(hash)}`;
}

/** Null for an account that is not there or has no password: false, after the same work, so that the time tells nothing. */
export async function verifyPassword(password: string, stored: string | null): Promise<boolean> {
  const { hash, ...parameters } = read(stored ?? nobody);
  const found = await argon2id(password, { ...parameters, tagLength: hash.length });
  return timingSafeEqual(found, hash) && stored !== null;
}

/** Whether the password should be hashed again at the next sign-in, because it was hashed with other parameters than today's. */
export function needsRehash(stored: string): boolean {
  const { memory, passes, parallelism, nonce, hash } = read(stored);
  const isSame = memory === current.memory && passes === current.passes && parallelism === current.parallelism;
  return !isSame || nonce.length !== saltBytes || hash.length !== tagLength;
}

const argon2Async = promisify(argon2);

const argon2id = (
  password: string,
  parameters: { memory: number; passes: number; parallelism: number; nonce: Buffer; tagLength: number },
) => argon2Async('argon2id', { message: password.normalize('NFKC'), ...parameters });

const shape = /^\$argon2id\$v=19\$m=(?<m>\d+),t=(?<t>\d+),p=(?<p>\d+)\$(?<salt>[\w+/-]{11,})\$(?<hash>[\w+/-]{22,})$/;

function read(stored: string) {
  const { m, t, p, salt, hash } = shape.exec(stored)?.groups ?? {};
  if (salt === undefined || hash === undefined)
    throw new ProgrammingError('A stored password is not an argon2id PHC string ($argon2id$v=19$m=…).');
  return {
    memory: Number(m),
    passes: Number(t),
    parallelism: Number(p),
    nonce: Buffer.from(salt, 'base64'),
    hash: Buffer.from(hash, 'base64'),
  };
}

/** PHC strings carry base64 without padding. */
const phc = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '');

const nobody = `$argon2id$v=19$m=${current.memory},t=${current.passes},p=${current.parallelism}$${phc(Buffer.alloc(saltBytes))}$${phc(Buffer.alloc(tagLength))}`;

import { argon2Sync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { hashPassword, needsRehash, verifyPassword } from '#src/keys/password.ts';

describe('passwords', () => {
  it('are hashed with argon2id as a PHC string, each with a salt of its own [A-21]', async () => {
    const [one, two] = await Promise.all([hashPassword('correct horse'), hashPassword('correct horse')]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
    expect(one).not.toBe(two);
  });

  it('are verified, and only the right one', async () => {
    const stored = await hashPassword('pässwörd');
    expect(await verifyPassword('pässwörd', stored)).toBe(true);
    expect(await verifyPassword('password', stored)).toBe(false);
    expect(await verifyPassword('', stored)).toBe(false);
  });

  it('are the same however the keyboard composes their letters', async () => {
    expect(await verifyPassword('pa\u0308ss', await hashPassword('p\u00e4ss'))).toBe(true);
  });

  it('are verified with the parameters they were hashed with, and then want hashing again', async () => {
    const nonce = Buffer.alloc(16, 7);
    const hash = argon2Sync('argon2id', {
      message: 'older',
      nonce,
      memory: 8_192,
      passes: 1,
      parallelism: 1,
      tagLength: 32,
    });
    const bare = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '');
    const stored = `$argon2id$v=19$m=8192,t=1,p=1$${bare(nonce)}$${bare(hash)}`;
    expect(await verifyPassword('older', stored)).toBe(true);
    expect(needsRehash(stored)).toBe(true);
    expect(needsRehash(await hashPassword('older'))).toBe(false);
  });

  it('are never verified for an account that is not there, and that takes as long', async () => {
    const stored = await hashPassword('correct horse');
    const timed = async (hash: string | null) => {
      const started = performance.now();
      expect(await verifyPassword('wrong', hash)).toBe(false);
      return performance.now() - started;
    };
    const [known, unknown]: [number[], number[]] = [[], []];
    for (let round = 0; round < 7; round += 1) {
      known.push(await timed(stored));
      unknown.push(await timed(null));
    }
    expect(Math.min(...unknown)).toBeGreaterThan(Math.min(...known) / 2);
    expect(Math.min(...unknown)).toBeLessThan(Math.min(...known) * 2);
  });

  it('say so when what is stored is something else', async () => {
    await expect(verifyPassword('x', '$2b$12$abc')).rejects.toThrow(/not an argon2id PHC string/);
  });
});

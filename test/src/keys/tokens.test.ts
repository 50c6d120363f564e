import { describe, expect, it } from '@jest/globals';
import { hashToken, newToken } from '#src/keys/tokens.ts';

describe('tokens', () => {
  it('hold 256 random bits behind a prefix', () => {
    const token = newToken('as');
    expect(token).toMatch(/^as_[\w-]{43}$/);
    expect(Buffer.from(token.slice(3), 'base64url')).toHaveLength(32);
    expect(newToken('as')).not.toBe(token);
  });

  it('are stored as SHA-256 in hexadecimal digits', () => {
    expect(hashToken('as_abc')).toBe('815b80a87c3ca2d9aa8de44fd348d41544b95a2a8f3d396bd9dd6663b2fc54f4');
  });
});

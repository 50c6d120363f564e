import { describe, expect, it } from '@jest/globals';
import { signFileUrl, verifyFileUrl } from '#src/files/signed-url.ts';
import { createKeyring } from '#src/keys/keyring.ts';

const keys = createKeyring(['a secret of this test, thirty-two characters']);
const grant = { organizationId: 'o-1', fileId: 'f-1', inline: true };
const now = new Date('2026-11-21T10:20:00Z');
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const queryOf = (url: string) => Object.fromEntries(new URL(url, 'https://assay.example').searchParams);
const ids = { organizationId: 'o-1', fileId: 'f-1' };

describe('a signed file address', () => {
  it('grants one file until it expires', () => {
    const url = signFileUrl(keys, grant, now);
    expect(url).toMatch(/^\/files\/o-1\/f-1\?/);
    expect(verifyFileUrl(keys, ids, queryOf(url), now)).toEqual({ grant, secondsLeft: 6000 });
    expect(verifyFileUrl(keys, ids, queryOf(url), later(5999))).toEqual({ grant, secondsLeft: 1 });
    expect(verifyFileUrl(keys, ids, queryOf(url), later(6000))).toBeNull();
  });

  it('stays the same for a while, so that browsers cache it, and works for a lifetime at least', () => {
    expect(signFileUrl(keys, grant, later(2399))).toBe(signFileUrl(keys, grant, now));
    expect(signFileUrl(keys, grant, later(2400))).not.toBe(signFileUrl(keys, grant, now));
    const late = signFileUrl(keys, grant, later(2399));
    expect(verifyFileUrl(keys, ids, queryOf(late), later(2399))?.secondsLeft).toBeGreaterThanOrEqual(3600);
  });

  it('grants nothing else', () => {
    const query = queryOf(signFileUrl(keys, { ...grant, inline: false }, now));
    expect(verifyFileUrl(keys, ids, query, now)?.grant.inline).toBe(false);
    expect(verifyFileUrl(keys, { ...ids, fileId: 'f-2' }, query, now)).toBeNull();
    expect(verifyFileUrl(keys, { ...ids, organizationId: 'o-2' }, query, now)).toBeNull();
    expect(verifyFileUrl(keys, ids, { ...query, inline: '1' }, now)).toBeNull();
    expect(verifyFileUrl(keys, ids, { ...query, expires: '9999999999' }, now)).toBeNull();
    expect(verifyFileUrl(keys, ids, { ...query, signature: `${query.signature}x` }, now)).toBeNull();
    expect(verifyFileUrl(createKeyring(['another secret, also of 32 characters']), ids, query, now)).toBeNull();
  });

  it.each([[{}], [null], ['x'], [{ expires: 'x', signature: 'y' }], [{ expires: '1', signature: ['a'] }]])(
    'is not made of %j',
    (query) => {
      expect(verifyFileUrl(keys, ids, query, now)).toBeNull();
    },
  );

  it('survives a new secret as long as the old one is listed', () => {
    const rotated = createKeyring([
      'the new secret of this test, 32 characters',
      'a secret of this test, thirty-two characters',
    ]);
    expect(verifyFileUrl(rotated, ids, queryOf(signFileUrl(keys, grant, now)), now)).not.toBeNull();
  });
});

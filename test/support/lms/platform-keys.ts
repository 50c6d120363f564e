import { randomBytes } from 'node:crypto';
import { exportJWK, generateKeyPair, importJWK, SignJWT, type CryptoKey, type JWK, type JWTPayload } from 'jose';
import { z } from 'zod';

/** A signing key pair; the private half holds the public one. */
export const PlatformKey = z.object({ kid: z.string(), privateJwk: z.looseObject({ kty: z.literal('RSA') }) });
export type PlatformKey = z.output<typeof PlatformKey>;

/** The first signs; the second is published before it is used; what follows is published after its use. */
export type PlatformKeys = PlatformKey[];

export async function makeKey(): Promise<PlatformKey> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return {
    kid: randomBytes(10).toString('hex'),
    privateJwk: PlatformKey.shape.privateJwk.parse(await exportJWK(privateKey)),
  };
}

export const makeKeys = (): Promise<PlatformKeys> => Promise.all([makeKey(), makeKey()]);

/** The next key becomes the one that signs; the old one stays published unless it shall be forgotten. */
export async function rotate(keys: PlatformKeys, { forget }: { readonly forget: boolean }) {
  const [current, next, ...older] = keys;
  keys.splice(0, keys.length, next!, await makeKey(), ...(forget ? [] : [current!, ...older]));
}

export const publicKeys = (keys: PlatformKeys) => ({
  keys: keys.map(({ kid, privateJwk: { kty, n, e } }) => ({ kty, n, e, kid, alg: 'RS256', use: 'sig' })),
});

/** `kid` null leaves it out of the header. */
export async function sign(claims: JWTPayload, { privateJwk }: PlatformKey, kid: string | null): Promise<string> {
  const key = (await importJWK(privateJwk as JWK, 'RS256')) as CryptoKey;
  return new SignJWT(claims)
    .setProtectedHeader({ typ: 'JWT', alg: 'RS256', ...(kid === null ? {} : { kid }) })
    .sign(key);
}

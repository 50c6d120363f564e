import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { JWK } from 'jose';
import { z } from 'zod';
import { defineCache } from '#src/cache/cache-definition.ts';
import type { InstallationScope, Scope } from '#src/scope/scope.ts';
import { ReceiptKey } from './receipt-key.entity.ts';

const purpose = ReceiptKey.sealed.sealedPrivateJwk;

export interface SigningKey {
  readonly kid: string;
  readonly key: KeyObject;
}

/** The last key that each process opened. */
const opened = new WeakMap<object, SigningKey>();

/** Which key signs, so that not every receipt has to ask: of the installation, and forgotten everywhere by a rotation. */
const currentKid = defineCache({ name: 'submissions.receiptKid', seconds: 60, value: z.string() });
const [everywhere, current] = ['installation', 'current'] as const;

interface KeyRow {
  readonly id: string;
  readonly kid: string;
  readonly sealed: string;
}

const select = `select id, kid, sealed_private_jwk as sealed from receipt_key where retired_at is null`;

/** The key that signs now, made at its first use; in the open transaction. */
export async function signingKey(scope: Scope): Promise<SigningKey> {
  const { em, keys, cache } = scope;
  const known = opened.get(keys);
  if (known && (await cache.get(currentKid, everywhere, current)) === known.kid) return known;
  const row = (await em.execute<KeyRow[]>(select))[0] ?? (await makeKey(em, keys));
  // Only what is committed: a key that was rolled back would have signed for nobody.
  scope.afterCommit(
    () => cache.cached(currentKid, everywhere, current, async () => row.kid).then(() => undefined),
    currentKid.name,
  );
  if (known?.kid === row.kid) return known;
  const key = createPrivateKey({ key: JSON.parse(keys.open(purpose, row.sealed, row.id)) as JWK, format: 'jwk' });
  const signing = { kid: row.kid, key };
  opened.set(keys, signing);
  return signing;
}

/** The public halves of all keys that ever signed. */
export const publishedKeys = ({ em }: Pick<InstallationScope, 'em'>): Promise<readonly JWK[]> =>
  em
    .execute<{ jwk: JWK }[]>('select public_jwk as jwk from receipt_key order by created_at')
    .then((rows) => rows.map(({ jwk }) => jwk));

/** A new key signs from now on; the old one stays published. Returns the kid that signs. */
export const rotateReceiptKey = (scope: InstallationScope): Promise<string> =>
  scope.transaction(async (inside) => {
    await inside.em.execute('update receipt_key set retired_at = now() where retired_at is null');
    inside.afterCommit(() => inside.cache.delete(currentKid, everywhere, current));
    return (await makeKey(inside.em, inside.keys)).kid;
  });

/** Two that begin at once agree: the second waits for the first and takes its key. */
async function makeKey(em: Pick<EntityManager, 'execute'>, keys: Scope['keys']): Promise<KeyRow> {
  const [id, kid] = [crypto.randomUUID(), crypto.randomUUID()];
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const publicJwk = { ...publicKey.export({ format: 'jwk' }), kid, alg: 'EdDSA', use: 'sig' };
  const sealed = keys.seal(purpose, JSON.stringify(privateKey.export({ format: 'jwk' })), id);
  await em.execute(
    `insert into receipt_key (id, kid, public_jwk, sealed_private_jwk) values (?, ?, ?::jsonb, ?) on conflict do nothing`,
    [id, kid, JSON.stringify(publicJwk), sealed],
  );
  const [row] = await em.execute<KeyRow[]>(select);
  return row!;
}

import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { JWK } from 'jose';
import type { InstallationScope, Scope } from '#src/scope/scope.ts';
import { ReceiptKey } from './receipt-key.entity.ts';

const purpose = ReceiptKey.sealed.sealedPrivateJwk;

export interface SigningKey {
  readonly kid: string;
  readonly key: KeyObject;
}

/** The last key opened by each process, under its sealed text: a rotation makes another one. */
const opened = new WeakMap<object, { readonly sealed: string; readonly key: KeyObject }>();

interface KeyRow {
  readonly id: string;
  readonly kid: string;
  readonly sealed: string;
}

const select = `select id, kid, sealed_private_jwk as sealed from receipt_key where retired_at is null`;

/** The key that signs now, made at its first use; in the open transaction. */
export async function signingKey({ em, keys }: Scope): Promise<SigningKey> {
  const row = (await em.execute<KeyRow[]>(select))[0] ?? (await makeKey(em, keys));
  const known = opened.get(keys);
  if (known?.sealed === row.sealed) return { kid: row.kid, key: known.key };
  const key = createPrivateKey({ key: JSON.parse(keys.open(purpose, row.sealed, row.id)) as JWK, format: 'jwk' });
  opened.set(keys, { sealed: row.sealed, key });
  return { kid: row.kid, key };
}

/** The public halves of all keys that ever signed. */
export const publishedKeys = ({ em }: Pick<InstallationScope, 'em'>): Promise<readonly JWK[]> =>
  em
    .execute<{ jwk: JWK }[]>('select public_jwk as jwk from receipt_key order by created_at')
    .then((rows) => rows.map(({ jwk }) => jwk));

/** A new key signs from now on; the old one stays published. Returns the kid that signs. */
export const rotateReceiptKey = (scope: InstallationScope): Promise<string> =>
  scope.transaction(async ({ em, keys }) => {
    await em.execute('update receipt_key set retired_at = now() where retired_at is null');
    return (await makeKey(em, keys)).kid;
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

import { exportJWK, generateKeyPair, importJWK, type CryptoKey, type JWK } from 'jose';
import { audit } from '#src/audit/audit.ts';
import type { InstallationEntityManager, InstallationScope, Scope } from '#src/scope/scope.ts';
import { LtiToolKey } from '../tool-key.entity.ts';

/** Platforms keep a key set for hours, some for days. */
const publishedDays = 7;
/** RSA keys of 2048 bits, made in the thread pool: the event loop goes on meanwhile. */
const kind = { modulusLength: 2_048, extractable: true } as const;
const purpose = LtiToolKey.sealed.sealedPrivateJwk;

/** Platforms are called for an organization and by the installation; both sign with the same keys. */
type AnyScope = Scope | InstallationScope;

const inTransaction = <R>(
  scope: AnyScope,
  work: (em: InstallationEntityManager) => Promise<R>,
  options: { readonly readOnly?: boolean } = {},
): Promise<R> =>
  scope.organization === null
    ? scope.transaction(({ em }) => work(em), options)
    : scope.transaction(({ em }) => work(em as never), options);

interface NewKey {
  readonly id: string;
  readonly kid: string;
  readonly publicJwk: JWK;
  readonly sealedPrivateJwk: string;
}

/** A pair with a name that was never used. With no transaction open: it takes a while. */
async function newKey(scope: AnyScope): Promise<NewKey> {
  const [id, kid] = [crypto.randomUUID(), crypto.randomUUID()];
  const { publicKey, privateKey } = await generateKeyPair('RS256', kind);
  const publicJwk = { ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' };
  return {
    id,
    kid,
    publicJwk,
    sealedPrivateJwk: scope.keys.seal(purpose, JSON.stringify(await exportJWK(privateKey)), id),
  };
}

/** Makes the first two keys, the one that signs and the one that will; does nothing where they are. */
export async function ensureToolKeys(scope: AnyScope): Promise<void> {
  const standing = await inTransaction(scope, (em) => em.count(LtiToolKey, { state: { $ne: 'retired' } }), {
    readOnly: true,
  });
  if (standing >= 2) return;
  for (const state of ['active', 'next'] as const) {
    const key = await newKey(scope);
    await inTransaction(scope, (em) =>
      em.execute(
        `insert into lti_tool_key (id, kid, public_jwk, sealed_private_jwk, state) values (?, ?, ?::jsonb, ?, ?)
          on conflict do nothing`,
        [key.id, key.kid, JSON.stringify(key.publicJwk), key.sealedPrivateJwk, state],
      ),
    );
  }
}

/**
 * The key that waited signs from now on, a new one waits, and the old one is published for a week more: no platform meets a
 * signature whose key it could not have read before (SEC-15). Returns the kid that signs.
 */
export async function rotateToolKeys(scope: InstallationScope): Promise<string> {
  await ensureToolKeys(scope);
  const key = await newKey(scope);
  return scope.transaction(async (scope) => {
    const { em } = scope;
    const publishedUntil = new Date(scope.now().getTime() + publishedDays * 86_400_000);
    await em.nativeUpdate(LtiToolKey, { state: 'active' }, { state: 'retired', publishedUntil });
    await em.nativeUpdate(LtiToolKey, { state: 'next' }, { state: 'active' });
    em.create(LtiToolKey, { ...key, state: 'next' } as never);
    await em.flush();
    const { id, kid } = await em.findOneOrFail(LtiToolKey, { state: 'active' });
    scope.afterCommit(() =>
      audit(scope, { action: 'toolKey.rotated', target: { type: 'toolKey', id }, payload: { kid } }),
    );
    return kid;
  });
}

export interface SigningKey {
  readonly kid: string;
  readonly key: CryptoKey;
}

/** The key that signs now. */
export async function signingKey(scope: AnyScope): Promise<SigningKey> {
  await ensureToolKeys(scope);
  const row = await inTransaction(scope, (em) => em.findOneOrFail(LtiToolKey, { state: 'active' }), {
    readOnly: true,
  });
  const jwk = JSON.parse(scope.keys.open(purpose, row.sealedPrivateJwk, row.id)) as JWK;
  return { kid: row.kid, key: (await importJWK(jwk, 'RS256')) as CryptoKey };
}

/** The public halves of all keys that platforms may meet. */
export const publishedKeys = (scope: InstallationScope): Promise<readonly JWK[]> =>
  scope.transaction(
    async (scope) => {
      const isPublished = { $or: [{ publishedUntil: null }, { publishedUntil: { $gt: scope.now() } }] };
      const rows = await scope.em.find(LtiToolKey, isPublished);
      return rows.map(({ publicJwk }) => publicJwk);
    },
    { readOnly: true },
  );

import { CompactSign } from 'jose';
import type { SourceFile } from '#plugins/problems';
import type { Scope } from '#src/scope/scope.ts';
import { hashOf, sourceHash } from '../source-hash.ts';
import { receiptType, type Receipt } from './receipt.ts';
import { signingKey } from './receipt-keys.ts';

export interface Stamp {
  readonly id: string;
  readonly userId: string;
  readonly problemId: string;
  readonly versionId: string;
  readonly language: string;
  readonly files: readonly SourceFile[];
  readonly acceptedAt: Date;
}

/** States what came, from whom and when, as a compact JWS signed with Ed25519 (RFC 8037). In the open transaction. */
export async function signReceipt(scope: Scope, stamp: Stamp): Promise<string> {
  const { kid, key } = await signingKey(scope);
  const receipt: Receipt = {
    iss: scope.url('/'),
    jti: stamp.id,
    sub: stamp.userId,
    iat: Math.floor(stamp.acceptedAt.getTime() / 1000),
    acceptedAt: stamp.acceptedAt.toISOString(),
    problem: stamp.problemId,
    version: stamp.versionId,
    language: stamp.language,
    sha256: sourceHash(stamp.files),
    files: stamp.files.map(({ path, content }) => ({ path, sha256: hashOf(content) })),
  };
  return new CompactSign(new TextEncoder().encode(JSON.stringify(receipt)))
    .setProtectedHeader({ alg: 'EdDSA', kid, typ: receiptType })
    .sign(key);
}

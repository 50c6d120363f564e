import { CompactSign, type CryptoKey, type CompactJWSHeaderParameters } from 'jose';

export type SigningKey = CryptoKey | Uint8Array;
export type Header = Readonly<Record<string, unknown>>;

/**
 * A signed JWS of whatever payload, whether it is a token or not. Entries of the header that are undefined are left out;
 * `alg: 'none'` leaves the signature empty.
 */
export async function signed(header: Header, payload: unknown, key: SigningKey): Promise<string> {
  const bytes = new TextEncoder().encode(typeof payload === 'string' ? payload : JSON.stringify(payload));
  const kept = JSON.parse(JSON.stringify(header)) as CompactJWSHeaderParameters;
  if (kept.alg === 'none') return `${encoded(JSON.stringify(kept))}.${encoded(bytes)}.`;
  return new CompactSign(bytes).setProtectedHeader(kept).sign(key);
}

const encoded = (content: string | Uint8Array) => Buffer.from(content).toString('base64url');

import { compactVerify, createLocalJWKSet, type JWK } from 'jose';
import { Receipt, receiptType } from './receipt.ts';

/** What a text says if it is a receipt that one of the keys signed, else null; never throws for what somebody pastes. */
export async function verifyReceipt(keys: readonly JWK[], text: string): Promise<Receipt | null> {
  const signed = await compactVerify(text.replace(/\s+/g, ''), createLocalJWKSet({ keys: [...keys] }), {
    algorithms: ['EdDSA'],
  }).catch(() => null);
  if (signed?.protectedHeader.typ !== receiptType) return null;
  const { success, data } = Receipt.safeParse(JSON.parse(new TextDecoder().decode(signed.payload)));
  return success ? data : null;
}

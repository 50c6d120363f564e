import { pipeline, type Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { Answer } from './follow-within-origin.ts';

/** What a call says that it takes. */
export const acceptedEncodings = 'gzip, deflate, br';

const decoders = new Map<string, () => Transform>([
  ['gzip', createGunzip],
  ['x-gzip', createGunzip],
  ['deflate', createInflate],
  ['br', createBrotliDecompress],
]);
const mostCodings = 5;

/**
 * The body of an answer as it was before its codings (RFC 9110, 8.4), the last of them undone first; as it came where one of them is
 * not known. undici's own interceptor for this is experimental, and says so in the log of every process.
 */
export function decodedBody({ headers, body }: Answer, method: string): Readable {
  const given = [headers['content-encoding'] ?? []].flat().join(',').toLowerCase();
  const codings = given.split(',').flatMap((one) => one.trim() || []);
  const chain = codings.toReversed().flatMap((coding) => decoders.get(coding) ?? []);
  const isKnown = chain.length === codings.length && chain.length <= mostCodings;
  if (chain.length === 0 || !isKnown || method.toUpperCase() === 'HEAD') return body;
  const streams = chain.map((open) => open());
  // Whoever reads hears of it from the last of them.
  pipeline([body, ...streams], () => undefined);
  return streams.at(-1)!;
}

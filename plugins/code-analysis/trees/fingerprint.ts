import type { Token } from './normalise.ts';

/** Hashes of pieces of a program, sorted and each once; 32-bit integers. */
export type Fingerprint = readonly number[];

/** Tokens of a piece: an assignment with a sum has five, a call in a condition seven. */
const pieceLength = 6;
/** Of so many pieces in a row one is kept, the one with the least hash, so that both of two like programs keep the same. */
const window = 4;

/**
 * Winnowing, as S. Schleimer, D. S. Wilkerson and A. Aiken describe it ("Local Algorithms for Document Fingerprinting", 2003),
 * over tokens whose names and values do not count [H1-11].
 */
export function fingerprint(tokens: readonly Token[]): Fingerprint {
  const words = tokens.map(({ shape }) => hashOf(shape));
  const pieces = words
    .slice(0, Math.max(words.length - pieceLength + 1, 0))
    .map((_word, start) => words.slice(start, start + pieceLength).reduce(mix, 0));
  if (pieces.length <= window) return unique(pieces);
  return unique(pieces.slice(window - 1).map((_piece, start) => Math.min(...pieces.slice(start, start + window))));
}

const unique = (hashes: readonly number[]) => [...new Set(hashes)].toSorted((one, other) => one - other);

/** FNV-1a over UTF-16. */
function hashOf(text: string) {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash;
}

const mix = (hash: number, word: number) => {
  const mixed = Math.imul((hash ^ word) + 0x7ed55d16, 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
};

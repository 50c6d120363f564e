import { createHash } from 'node:crypto';
import type { LanguageId } from '../languages.ts';
import type { NormalPart } from './normalise.ts';

/** Raised for a language whenever its programs may be normalised differently than before, also by a new grammar. */
const versions: Readonly<Record<LanguageId, number>> = {
  python: 1,
  javascript: 1,
  typescript: 1,
  java: 1,
  cpp: 1,
  go: 1,
  rust: 1,
};

/** The same for programs that differ in layout, comments and the names that they chose; 64 hex digits [H1-09]. */
export function exactKey(language: LanguageId, parts: readonly NormalPart[]): string {
  const words = parts.map((part) => (typeof part === 'string' ? part : [part.text]));
  return createHash('sha256')
    .update(JSON.stringify([language, versions[language], ...words]))
    .digest('hex');
}

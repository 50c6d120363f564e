import { familyName } from './families.ts';

/** A language as a judge lists it. */
export interface OfferedLanguage {
  readonly id: number;
  readonly name: string;
}

/** What an operator wants: family → the id or the name that a judge gives to it. */
export type LanguageMap = Readonly<Record<string, string>>;

/** The one that carries programs of several files with scripts of our own. */
export const multiFile = 'multi-file-program';

/**
 * The judge's language for a family: the operator's word first, else the newest of that name (GCC before others, because
 * that is what courses teach). Null when the judge has none.
 */
export function chooseLanguage(
  offered: readonly OfferedLanguage[],
  family: string,
  map: LanguageMap = {},
): OfferedLanguage | null {
  const wanted = map[family];
  if (wanted !== undefined)
    return offered.find(({ id, name }) => String(id) === wanted || name.toLowerCase() === wanted.toLowerCase()) ?? null;
  return offered.filter(({ name }) => familyName(name) === family).toSorted(newestFirst)[0] ?? null;
}

/** Every family that can be run, by name. */
export const offeredFamilies = (offered: readonly OfferedLanguage[]): readonly string[] =>
  [...new Set(offered.map(({ name }) => familyName(name)))].filter((name) => name !== multiFile).toSorted();

const isGcc = ({ name }: OfferedLanguage) => Number(/\bGCC\b/i.test(name));
const versionOf = ({ name }: OfferedLanguage) => /\d+(\.\d+)*/.exec(name.replace(/^[^(]*/, ''))?.[0] ?? '0';

const newestFirst = (a: OfferedLanguage, b: OfferedLanguage) =>
  isGcc(b) - isGcc(a) || versionOf(b).localeCompare(versionOf(a), 'en', { numeric: true });

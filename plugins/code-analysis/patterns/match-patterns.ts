import type { LanguageId } from '../languages.ts';
import type { LineRange } from '../trees/align-lines.ts';
import type { Part, Tree } from '../trees/open-tree.ts';
import { findRanges } from './find-ranges.ts';
import { kindsOfRule } from './kinds-of-rule.ts';
import { library } from './library.ts';
import type { Finding } from './pattern.ts';

export interface PatternMatch extends LineRange {
  /** Of the pattern. */
  readonly id: string;
}

/** A pattern of an organization, as far as it is needed to find it. */
export interface OwnPattern {
  readonly id: string;
  readonly finding: Finding;
}

/** What of the library and of the organization's own patterns a program shows, by line. A rule that is none finds nothing. */
export function matchPatterns({ language, root, parts }: Tree, own: readonly OwnPattern[]): readonly PatternMatch[] {
  const kinds = new Set(parts.map(kindOf));
  return [...findingsFor(language), ...own]
    .filter(({ finding }) => kindsOfRule(finding.rule)?.some((kind) => kinds.has(kind)) ?? true)
    .flatMap(({ id, finding }) => findRanges(root, finding).map((range) => ({ id, ...range })))
    .toSorted((one, other) => one.start - other.start);
}

const kindOf = (part: Part) => ('open' in part ? part.open : 'close' in part ? part.close : part.kind);

const findingsFor = (language: LanguageId): readonly OwnPattern[] =>
  library().flatMap(({ id, rules }) =>
    rules.filter(({ languages }) => languages.includes(language)).map((finding) => ({ id, finding })),
  );

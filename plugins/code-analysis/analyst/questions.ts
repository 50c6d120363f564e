import type { LanguageId } from '../languages.ts';
import { checkRule } from '../patterns/check-rule.ts';
import { findRanges } from '../patterns/find-ranges.ts';
import { matchPatterns, type OwnPattern, type PatternMatch } from '../patterns/match-patterns.ts';
import type { Finding } from '../patterns/pattern.ts';
import { alignLines, type LineMap, type LineRange } from '../trees/align-lines.ts';
import { exactKey } from '../trees/exact-key.ts';
import { fingerprint, type Fingerprint } from '../trees/fingerprint.ts';
import { normalise, tokensOf } from '../trees/normalise.ts';
import { openTree } from '../trees/open-tree.ts';

export interface Analysis {
  /** False for a program that breaks the rules of its language: what is said of it holds for what could be read. */
  readonly isWhole: boolean;
  readonly exactKey: string;
  readonly fingerprint: Fingerprint;
  readonly matches: readonly PatternMatch[];
}

interface Analysed {
  readonly language: LanguageId;
  readonly source: string;
  readonly own: readonly OwnPattern[];
  readonly called?: readonly string[];
}

export interface Probed {
  /** What is wrong with the rule, in the words of ast-grep; null for one that can be used. */
  readonly problem: string | null;
  /** For each program the places that it matches. */
  readonly found: readonly (readonly LineRange[])[];
}

interface Probing {
  readonly language: LanguageId;
  readonly finding: Finding;
  readonly programs: readonly string[];
}

/** What the analyst can be asked. Each answer may throw Refused. */
export const questions = {
  analyse({ language, source, own, called }: Analysed): Analysis {
    const tree = openTree(language, source);
    const parts = normalise(tree, new Set(called));
    return {
      isWhole: tree.isWhole,
      exactKey: exactKey(language, parts),
      fingerprint: fingerprint(tokensOf(parts)),
      matches: matchPatterns(tree, own),
    };
  },

  align({ language, one, other }: { language: LanguageId; one: string; other: string }): LineMap | null {
    const [tokens, others] = [one, other].map((source) => tokensOf(normalise(openTree(language, source))));
    return alignLines(tokens!, others!);
  },

  probe({ language, finding, programs }: Probing): Probed {
    const problem = checkRule(language, finding);
    const found =
      problem === null ? programs.map((source) => findRanges(openTree(language, source).root, finding)) : [];
    return { problem, found };
  },

  checkRule: ({ language, finding }: { language: LanguageId; finding: Finding }) => checkRule(language, finding),
};

export type Questions = typeof questions;
export type QuestionName = keyof Questions;

export interface Question {
  readonly name: QuestionName;
  readonly about: unknown;
}

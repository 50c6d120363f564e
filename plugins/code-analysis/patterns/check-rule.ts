import { parse } from '@ast-grep/napi';
import type { LanguageId } from '../languages.ts';
import { grammarOf } from '../trees/grammars.ts';
import { configOf } from './find-ranges.ts';
import type { Finding } from './pattern.ts';

/** What is wrong with a rule, in the words of ast-grep; null for one that can be used in this language. */
export function checkRule(language: LanguageId, finding: Finding): string | null {
  try {
    parse(grammarOf(language), '').root().find(configOf(finding));
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

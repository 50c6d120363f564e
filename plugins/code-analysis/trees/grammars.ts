import cpp from '@ast-grep/lang-cpp';
import go from '@ast-grep/lang-go';
import java from '@ast-grep/lang-java';
import python from '@ast-grep/lang-python';
import rust from '@ast-grep/lang-rust';
import { Lang, registerDynamicLanguage } from '@ast-grep/napi';
import type { LanguageId } from '../languages.ts';

let areRegistered = false;

/** What ast-grep calls a language. The first call loads the grammars, which a process may do once. */
export function grammarOf(language: LanguageId): string {
  if (!areRegistered) registerDynamicLanguage({ python, java, cpp, go, rust });
  areRegistered = true;
  if (language === 'javascript') return Lang.JavaScript;
  return language === 'typescript' ? Lang.TypeScript : language;
}

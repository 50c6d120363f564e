import { analyse } from '#plugins/code-analysis';

const signs = [
  /[;{}]\s*$/,
  /=>|==|!=|<=|>=|\+=|-=|\+\+|&&|\|\||::|->/,
  /^\s*(def|func|fn|class|import|from|#include|using|public|private|static|let|const|var|int|long|auto|String)\b/,
  /^\s*(for|while|if|elif|else|switch|try)\b.*[:{]\s*$/,
  /^\s*[\w.]+(\[[^\]]*\])?\s*=\s*\S/,
  /^\s*(return|print|println|printf|cout|console\.log)\b\s*[(<\w]/,
  /\w\([^)]*\)\s*$/,
];

/**
 * Whether steps that are meant to be words are a program: where most of them look like code, or where all together can be read
 * as a program of the language.
 */
export async function looksLikeCode(language: string, steps: readonly string[]): Promise<boolean> {
  const coded = steps.filter((step) => signs.some((sign) => sign.test(step))).length;
  if (coded * 3 > steps.length) return true;
  const answer = await analyse(language, steps.join('\n'));
  return 'given' in answer && answer.given.isWhole;
}

/** A block of code, or a piece of it that is longer than a name or an expression. */
export const holdsCode = (text: string): boolean =>
  /```|~~~/.test(text) || /`[^`]{41,}`/.test(text) || /^( {4}|\t)\S/m.test(text);

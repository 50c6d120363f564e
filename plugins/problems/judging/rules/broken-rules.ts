import type { JudgedProblem } from '../judged-problem.ts';
import type { Solution } from '../judge-solution.ts';
import type { Words } from '../judgement.ts';
import { bareCode } from './bare-code.ts';

/** Which words stand in the student's files that must not, and which are missing. Comments and strings do not count. */
export function brokenRules(
  { forbidden, required }: JudgedProblem['rules'],
  { language, files }: Solution,
): readonly Words[] {
  if (forbidden.length + required.length === 0) return [];
  const code = files.map(({ content }) => bareCode(content, language)).join('\n');
  return [
    ...forbidden.filter((word) => holds(code, word)).map((word) => broken('problems.judging.rule.forbidden', word)),
    ...required.filter((word) => !holds(code, word)).map((word) => broken('problems.judging.rule.required', word)),
  ];
}

const broken = (key: string, word: string): Words => ({ key, parameters: { word } });

/** As a whole word where it begins and ends like one, so that `for` is not in `format`; blanks may be any. */
function holds(code: string, word: string) {
  const parts = word
    .trim()
    .split(/\s+/)
    .map((part) => RegExp.escape(part));
  const begin = /^\w/.test(word) ? String.raw`(?<![\w$])` : '';
  const end = /\w$/.test(word) ? String.raw`(?![\w$])` : '';
  return new RegExp(`${begin}${parts.join(String.raw`\s+`)}${end}`).test(code);
}

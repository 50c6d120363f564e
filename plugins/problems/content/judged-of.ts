import { JudgedProblem } from '../judging/index.ts';
import { checkerOf } from './checker-of.ts';
import type { Language } from './languages.ts';
import type { ProblemContent } from './problem-content.ts';
import type { TestContent } from './tests.ts';

/** What judging needs of what an author wrote. Throws for content that `checkContent` refuses. */
export const judgedOf = ({ limits, languages, harness, groups, tests, rules }: ProblemContent): JudgedProblem =>
  JudgedProblem.parse({
    limits,
    byLanguage: Object.fromEntries(languages.map((language) => [language.id, rulesOf(language)])),
    harness,
    groups,
    tests: tests.map(testOf),
    rules,
  });

const rulesOf = ({ timeMs, memoryKb, given }: Language) => ({
  timeMs: timeMs ?? undefined,
  memoryKb: memoryKb ?? undefined,
  files: given,
});

const testOf = ({ explanation: _explanation, ...test }: TestContent) => ({
  ...test,
  arguments: test.arguments === null ? [] : (JSON.parse(test.arguments) as unknown),
  checker: checkerOf(test.checker),
});

import { linesOf } from '../content/lines-of.ts';
import { overallScore } from '../content/overall-score.ts';
import type { ReviewContent, Suggestion } from '../content/review-content.ts';
import type { ReviewedWork } from '../ladder/reviewed-work.ts';
import { faultOf, improvementsOf, words } from './advice.ts';
import { namedLine } from './named-lines.ts';
import { resourcesOf } from './resources.ts';

/** A review from what the tests and the compiler said: always there, the same each time, and true [H1-33]. */
export function composeBasic(work: ReviewedWork): ReviewContent {
  const scores = {
    correctness: correctnessOf(work),
    efficiency: null,
    codeQuality: null,
    bestPractices: null,
    security: null,
  };
  return {
    scores,
    overallScore: overallScore(scores),
    summary: summaryOf(work),
    strengths: strengthsOf(work),
    improvements: improvementsOf(work),
    suggestions: suggestionsOf(work),
    conceptualErrors: [],
    complexity: null,
    resources: resourcesOf(work),
  };
}

/** The share of the tests that passed, which nobody can talk up; null where no verdict came to be. */
export const correctnessOf = ({ isUnjudged, passedTests, totalTests }: ReviewedWork): number | null =>
  isUnjudged ? null : Math.floor((passedTests * 100) / Math.max(1, totalTests));

function summaryOf(work: ReviewedWork) {
  const { verdict, isUnjudged, hasBrokenRules, passedTests: passed, totalTests: total } = work;
  if (isUnjudged) return words('summary.unjudged');
  if (hasBrokenRules) return words('summary.rules');
  if (verdict === 'COMPILATION_ERROR') return words('summary.compilationError');
  if (verdict === 'ACCEPTED') return words('summary.accepted', { total });
  return words(passed === 0 ? 'summary.none' : 'summary.some', { passed, total });
}

function strengthsOf({ verdict, isUnjudged, hasBrokenRules, tests, timeMs, statement }: ReviewedWork) {
  if (isUnjudged || hasBrokenRules || verdict === 'COMPILATION_ERROR') return [];
  const samples = tests.filter(({ isHidden }) => !isHidden);
  const passed = tests.filter(({ status }) => status === 'passed');
  const limit = statement.limits.timeMs;
  return [
    words('strength.runs'),
    ...(samples.length > 0 && samples.every(({ status }) => status === 'passed') ? [words('strength.samples')] : []),
    ...(passed.some(({ isHidden }) => isHidden) ? [words('strength.hidden')] : []),
    ...(verdict === 'ACCEPTED' && timeMs !== null && timeMs < limit / 4
      ? [words('strength.fast', { timeMs, limit })]
      : []),
  ];
}

/** The line at which it stopped, if somebody named one, with what that kind of fault usually means. */
function suggestionsOf(work: ReviewedWork): Suggestion[] {
  const { files, verdict, compileOutput, tests } = work;
  const said = verdict === 'COMPILATION_ERROR' ? compileOutput : (tests.find(({ stderr }) => stderr)?.stderr ?? '');
  const place = namedLine(said, files) ?? crashed(work);
  if (!place) return [];
  const fault = faultOf(work);
  return [
    {
      file: place.file,
      lineStart: place.line,
      lineEnd: place.line,
      currentCode: linesOf(files, place.file, place.line, place.line) ?? '',
      suggestedCode: null,
      explanation: words(fault ? `fault.${fault}` : verdict === 'COMPILATION_ERROR' ? 'place.compiler' : 'place.crash'),
    },
  ];
}

function crashed({ tests, files }: ReviewedWork) {
  const line = tests.find((test) => test.line !== null && !test.isHidden)?.line;
  const [file] = files;
  return line && file && line <= file.content.split('\n').length ? { file: file.path, line } : null;
}

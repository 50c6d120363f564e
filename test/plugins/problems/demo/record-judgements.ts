import { writeFileSync } from 'node:fs';
import type { ProblemContent } from '../../../../plugins/problems/content/problem-content.ts';
import {
  judgementsFile,
  readDemoJudgements,
  type DemoJudgement,
} from '../../../../plugins/problems/demo/demo-judgement.ts';
import type { Judgement } from '../../../../plugins/problems/judging/judgement.ts';

/** Writes what the judge said now beside what it said of the other solutions; a line for each test. */
export function recordJudgements(
  slug: string,
  content: ProblemContent,
  judged: Readonly<Record<string, Judgement>>,
): void {
  const known = readDemoJudgements(slug);
  const recorded = content.solutions.flatMap(({ id }) => {
    const judgement = judged[id] ? recordedOf(content, judged[id]) : known[id];
    return judgement ? [[id, judgement] as const] : [];
  });
  const texts = recorded.map(([id, { tests, ...judgement }]) => {
    const lines = tests.map((test) => `    ${JSON.stringify(test)}`).join(',\n');
    return `${JSON.stringify(id)}: ${JSON.stringify({ ...judgement, tests: [] }).slice(0, -2)}\n${lines}\n  ]}`;
  });
  writeFileSync(judgementsFile(slug), `{\n  ${texts.join(',\n  ')}\n}\n`);
}

function recordedOf({ tests }: ProblemContent, judgement: Judgement): DemoJudgement {
  const { verdict, points, maxPoints, timeMs, memoryKb, compile } = judgement;
  const samples = new Set(tests.filter(({ visibility }) => visibility === 'sample').map(({ id }) => id));
  return {
    verdict,
    points,
    maxPoints,
    timeMs: whole(timeMs),
    memoryKb: whole(memoryKb),
    compileOutput: compile.output,
    tests: judgement.tests.map(({ testId, status, stdout, stderr, line, words, ...facts }) => ({
      testId,
      status,
      points: facts.points,
      timeMs: whole(facts.timeMs),
      memoryKb: whole(facts.memoryKb),
      shown: samples.has(testId) ? { stdout, stderr, line, words } : null,
    })),
  };
}

const whole = (value: number | null) => (value === null ? null : Math.round(value));

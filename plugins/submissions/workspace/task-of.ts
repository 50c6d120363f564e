import type { Statement } from '#plugins/problems';
import type { Workspace } from './workspace-view.ts';

/** What there is to do, without hints and what else is opened one by one. */
export const taskOf = (statement: Statement): Workspace['task'] => ({
  title: statement.title,
  scenario: statement.scenario,
  statement: statement.statement,
  inputFormat: statement.inputFormat,
  outputFormat: statement.outputFormat,
  constraints: statement.constraints,
  samples: statement.samples.map((sample, index) => ({
    id: sample.id,
    number: index + 1,
    name: sample.name,
    input: sample.kind === 'function' ? (sample.arguments ?? '') : sample.stdin,
    args: [...sample.args],
    expected: sample.expected,
    explanation: sample.explanation,
  })),
  limits: { timeSeconds: statement.limits.timeMs / 1_000, memoryMb: Math.round(statement.limits.memoryKb / 1_024) },
  complexity: statement.complexity ?? null,
});

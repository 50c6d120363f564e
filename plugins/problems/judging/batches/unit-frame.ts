import { z } from 'zod';
import type { JudgedTest } from '../judged-problem.ts';
import { excerpt } from '../shown-text.ts';
import { unfinished } from '../verdicts/unfinished.ts';
import type { Answer } from './batch.ts';

const Ran = z.array(
  z.object({
    name: z.string(),
    kind: z.enum(['passed', 'wrong', 'error', 'changed']),
    message: z.string(),
    line: z.int().positive().nullable(),
  }),
);

/** `ran` and what came of each test of the file; the first that did not pass is told of. One that is not there counts as missing. */
export function readUnitFrame(body: string, { unitName }: JudgedTest): Pick<Answer, 'end' | 'line'> {
  const ran = body.startsWith('ran ') ? ranIn(body.slice(4)) : null;
  if (!ran) return { end: unfinished(), line: null };
  if (ran.length === 0) {
    const words = { key: 'problems.judging.unit.absent', parameters: { name: excerpt(unitName ?? '') } };
    return { end: { status: 'missing', words }, line: null };
  }
  const failed = ran.find(({ kind }) => kind !== 'passed');
  if (!failed) return { end: null, line: null };
  const parameters = { name: excerpt(failed.name), said: excerpt(failed.message, 300) };
  if (failed.kind === 'error')
    return {
      end: { status: 'runtimeError', words: { key: 'problems.judging.unit.threw', parameters } },
      line: failed.line,
    };
  return { end: { status: 'wrong', words: { key: keyOf(failed), parameters } }, line: failed.line };
}

function keyOf({ kind, message }: z.output<typeof Ran>[number]) {
  if (kind === 'changed') return 'problems.judging.unit.changed';
  return message ? 'problems.judging.unit.said' : 'problems.judging.unit.failed';
}

function ranIn(text: string) {
  try {
    return Ran.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

import { z } from 'zod';
import type { Harness } from '../judged-problem.ts';
import { excerpt } from '../shown-text.ts';
import { unfinished } from '../verdicts/unfinished.ts';
import type { Answer } from './batch.ts';

const Told = z.object({
  name: z.string(),
  message: z.string(),
  line: z.int().positive().nullable(),
});

/** `value` and JSON, or `threw`, `unfit` or `absent` and what was the matter. */
export function readFunctionFrame(body: string, { functionName }: Harness): Omit<Answer, 'prints'> {
  const space = body.indexOf(' ');
  const [kind, text] = [body.slice(0, space), body.slice(space + 1)];
  if (kind === 'value') return { end: null, actual: text, line: null };
  const told = toldIn(text);
  if (!told) return { end: unfinished(), actual: '', line: null };
  return {
    end: { status: 'runtimeError', words: wordsOf(kind, told, functionName) },
    actual: '',
    line: told.line,
  };
}

function wordsOf(kind: string, { name, message }: z.output<typeof Told>, functionName: string) {
  if (kind === 'absent') return { key: 'problems.judging.function.absent', parameters: { functionName } };
  if (kind === 'unfit')
    return { key: 'problems.judging.function.unfit', parameters: { functionName, type: excerpt(name) } };
  const said = message ? `${name}: ${message}` : name;
  return { key: 'problems.judging.function.threw', parameters: { functionName, said: excerpt(said, 200) } };
}

function toldIn(text: string) {
  try {
    return Told.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

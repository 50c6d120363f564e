import type { RunLimits, RunResult, RunStatus } from '#judge0';
import { excerpt } from '../shown-text.ts';
import type { TestStatus, Words } from '../judgement.ts';

export interface End {
  readonly status: TestStatus;
  readonly words: Words;
}

type Ended = Exclude<RunStatus, 'finished'>;

/** Null for a run that came to its end by itself with code 0. */
export function endOf(run: RunResult, limits: RunLimits): End | null {
  return run.status === 'finished' ? null : ends[run.status](run, limits);
}

const words = (key: string, parameters: Words['parameters'] = {}): Words => ({ key, parameters });

const late = (_: RunResult, { cpuMs }: RunLimits): End => ({
  status: 'timeLimit',
  words: words('problems.judging.end.time', { seconds: cpuMs / 1000 }),
});
const uncompiled = (): End => ({ status: 'notRun', words: words('problems.judging.end.uncompiled') });
const internal = (): End => ({ status: 'internal', words: words('problems.judging.end.internal') });

const ends: Readonly<Record<Ended, (run: RunResult, limits: RunLimits) => End>> = {
  cpuLimit: late,
  wallLimit: (_, { wallMs }) => ({
    status: 'timeLimit',
    words: words('problems.judging.end.waiting', { seconds: wallMs / 1000 }),
  }),
  memoryLimit: (_, { memoryKb }) => ({
    status: 'memoryLimit',
    words: words('problems.judging.end.memory', { megabytes: Math.round(memoryKb / 1024) }),
  }),
  outputLimit: (_, { outputBytes }) => ({
    status: 'outputLimit',
    words: words('problems.judging.end.output', { kilobytes: Math.ceil(outputBytes / 1024) }),
  }),
  runtimeError: crashed,
  compileError: uncompiled,
  compileTimeLimit: uncompiled,
  refused: internal,
  internal,
};

function crashed({ signal, exitCode, stderr }: RunResult): End {
  const status = 'runtimeError';
  if (signal === 'SIGSEGV') return { status, words: words('problems.judging.end.segfault') };
  const last = lastWords(stderr);
  if (signal) return { status, words: words('problems.judging.end.signal', { signal, said: last }) };
  return last
    ? { status, words: words('problems.judging.end.said', { said: last, code: exitCode ?? 0 }) }
    : { status, words: words('problems.judging.end.code', { code: exitCode ?? 0 }) };
}

/** The line that names an error, where one does; else the last. */
function lastWords(stderr: Buffer) {
  const lines = stderr
    .subarray(-8_192)
    .toString('utf8')
    .split('\n')
    .filter((line) => line.trim());
  const named = lines.findLast((line) => /^(Exception in thread|[\w.]*(Error|Exception)\b)/.test(line));
  return excerpt(named ?? lines.at(-1) ?? '', 200);
}

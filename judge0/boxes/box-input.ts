import { randomBytes } from 'node:crypto';
import type { Run, RunLimits } from '../execution.ts';

/** What a box may use over all its runs. */
export interface BoxBudget {
  readonly cpuMs: number;
  readonly wallMs: number;
  readonly outputBytes: number;
}

export interface BoxInput {
  readonly stdin: Buffer;
  /** One for each run, then the one of the closing line. Nobody but the driver gets to know them. */
  readonly keys: readonly string[];
}

interface Options {
  readonly command: readonly string[];
  readonly budget: BoxBudget;
  /** Whether the box holds nothing but ours, so that all in it may be killed and wiped. */
  readonly isAlone: boolean;
}

/** What the driver reads: keys, limits, inputs and arguments, all at once and before any program of a student runs. */
export function boxInput(runs: readonly Run[], { command, budget, isAlone }: Options): BoxInput {
  const keys = Array.from({ length: runs.length + 1 }, () => randomBytes(16).toString('hex'));
  const words = zeroEnded(command);
  const head = [runs.length, keys.at(-1), budget.cpuMs * 1000, budget.wallMs * 1000, budget.outputBytes];
  const parts: Uint8Array[] = [line(...head, isAlone ? 1 : 0, words.length), words];
  for (const [index, run] of runs.entries()) parts.push(...runParts(run, keys[index]!));
  return { stdin: Buffer.concat(parts), keys };
}

function runParts({ stdin, args, limits }: Run, key: string) {
  const input = Buffer.from(stdin as string);
  const words = zeroEnded(args);
  return [line(key, ...limitsOf(limits)), line(input.length, words.length), input, words];
}

const limitsOf = (limits: RunLimits) => [
  Math.ceil(limits.cpuMs * 1000),
  Math.ceil(limits.wallMs * 1000),
  Math.ceil(limits.memoryKb),
  limits.outputBytes,
  limits.errorBytes,
];

const line = (...words: readonly (string | number | undefined)[]) => Buffer.from(`${words.join(' ')}\n`);
const zeroEnded = (words: readonly string[]) => Buffer.from(words.map((word) => `${word}\0`).join(''));

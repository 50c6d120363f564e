import type { ConfigInfo } from '../client/answers.ts';
import { JudgeRefusal } from '../client/judge-failure.ts';
import type { Run, RunLimits } from '../execution.ts';
import type { BoxBudget } from './box-input.ts';

/** A judge's limits for one box, by the names of its API. */
export interface BoxLimits {
  readonly cpu_time_limit: number;
  readonly cpu_extra_time: number;
  readonly wall_time_limit: number;
  readonly memory_limit: number;
  readonly stack_limit: number;
  readonly max_processes_and_or_threads: number;
  readonly max_file_size: number;
}

export interface BoxPlan {
  /** The first runs of those that were given: as many as can be handed over at once. */
  readonly runs: readonly Run[];
  readonly budget: BoxBudget;
  readonly limits: BoxLimits;
}

const mostRuns = 100;
const mostInputBytes = 16_000_000;
/** What the driver itself uses of a box's time, in milliseconds, and of its memory. */
const ownMs = 300;
const ownMemoryKb = 32_000;
const frameBytes = 512;

/**
 * One box for as many runs as the judge's maxima may allow. The driver begins a run only while the box still has all that
 * this run may use, so sums stay below the maxima, and runs that use little share a box that their limits would have filled.
 */
export function planBox(given: readonly Run[], config: ConfigInfo, { floorKb }: { readonly floorKb: number }): BoxPlan {
  const most = maximaOf(config);
  const runs = within(given).map((run) => ({ ...run, limits: fitted(run.limits, most, floorKb) }));
  const sum = (of: (run: Run) => number) => runs.reduce((total, run) => total + of(run), 0);
  const budget = {
    cpuMs: Math.min(
      most.cpuMs,
      sum(({ limits }) => limits.cpuMs),
    ),
    wallMs: Math.min(
      most.wallMs,
      sum(({ limits }) => limits.wallMs),
    ),
    outputBytes: Math.min(
      most.outputBytes,
      sum(({ limits }) => limits.outputBytes + limits.errorBytes + frameBytes),
    ),
  };
  const memoryKb = Math.max(...runs.map(({ limits }) => limits.memoryKb));
  const heldKb = Math.ceil((sum(({ stdin }) => stdin.length) + budget.outputBytes) / 1024);
  return {
    runs,
    budget,
    limits: {
      cpu_time_limit: (budget.cpuMs + ownMs) / 1000,
      cpu_extra_time: 0.5,
      wall_time_limit: Math.max(1, (budget.wallMs + ownMs) / 1000),
      memory_limit: Math.min(config.max_memory_limit, memoryKb + heldKb + ownMemoryKb),
      stack_limit: config.max_stack_limit,
      max_processes_and_or_threads: config.max_max_processes_and_or_threads,
      max_file_size: config.max_max_file_size,
    },
  };
}

type Maxima = BoxBudget & { readonly memoryKb: number };

const maximaOf = (config: ConfigInfo): Maxima => ({
  cpuMs: config.max_cpu_time_limit * 1000 - ownMs,
  wallMs: config.max_wall_time_limit * 1000 - ownMs,
  outputBytes: config.max_max_file_size * 1024 - frameBytes,
  memoryKb: config.max_memory_limit,
});

/** The first always fits, so that there is an end. */
function within(given: readonly Run[]) {
  let bytes = 0;
  const fits = given.findIndex(({ stdin }, index) => {
    bytes += stdin.length;
    return index > 0 && (bytes > mostInputBytes || index >= mostRuns);
  });
  return fits < 0 ? given : given.slice(0, fits);
}

/** What the driver needs for itself is taken off a limit that is as high as the judge's; a higher one is refused. */
function fitted(limits: RunLimits, most: Maxima, floorKb: number): RunLimits {
  const memoryKb = Math.max(limits.memoryKb, floorKb);
  const wanted = [
    ['CPU time', limits.cpuMs, most.cpuMs + ownMs, 'ms: see MAX_CPU_TIME_LIMIT'],
    ['time', limits.wallMs, most.wallMs + ownMs, 'ms: see MAX_WALL_TIME_LIMIT'],
    ['memory', memoryKb, most.memoryKb, 'KB: see MAX_MEMORY_LIMIT'],
    ['output', limits.outputBytes + limits.errorBytes, most.outputBytes, 'bytes: see MAX_MAX_FILE_SIZE'],
  ] as const;
  for (const [what, value, maximum, where] of wanted)
    if (value > maximum)
      throw new JudgeRefusal(`${what} of ${value} is more than the judge allows, ${maximum} ${where}`);
  return {
    ...limits,
    memoryKb,
    cpuMs: Math.min(limits.cpuMs, most.cpuMs),
    wallMs: Math.min(limits.wallMs, most.wallMs),
  };
}

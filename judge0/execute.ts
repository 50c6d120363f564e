import { invalid } from '#src/errors.ts';
import { buildBox, type BuiltBox } from './boxes/build-box.ts';
import { readBox, type BoxResult } from './boxes/read-box.ts';
import { JudgeRefusal } from './client/judge-failure.ts';
import type { Judges } from './client/open-judges.ts';
import type { CompileResult, ExecutionRequest, ExecutionResult, Progress, RunResult } from './execution.ts';
import { withoutFacts } from './execution.ts';
import { checkRequest } from './check-request.ts';

export interface ExecuteOptions {
  readonly signal?: AbortSignal;
  /** Hears of each run once, in no order, as its box comes back. */
  readonly onProgress?: (progress: Progress) => void;
}

/** Runs of one request under way, by their place in it. */
interface Course {
  readonly judges: Judges;
  readonly request: ExecutionRequest;
  readonly signal: AbortSignal;
  readonly tell: (progress: Progress) => void;
  readonly results: Map<number, RunResult>;
  compile: CompileResult | null;
}

/** Boxes of one execution that are under way at the same time. */
const mostBoxes = 4;

/**
 * Compiles a program once, where the judge can, and runs it for each input. Every run has a result, or the whole is rejected:
 * with JudgesUnavailable, after which it may be asked for again, with DomainError `invalid` for a language that no judge has or
 * a path that leaves the folder, or with the signal's reason.
 */
export async function execute(
  judges: Judges,
  request: ExecutionRequest,
  { signal = new AbortController().signal, onProgress = () => {} }: ExecuteOptions = {},
): Promise<ExecutionResult> {
  checkRequest(request);
  const course: Course = { judges, request, signal, tell: onProgress, results: new Map(), compile: null };
  let size = request.isolation === 'perRun' ? 1 : request.runs.length;
  let side = 1;
  for (let left = waiting(course); left.length > 0; left = waiting(course)) {
    const boxes = chunks(left, size).slice(0, side);
    const ended = await Promise.all(boxes.map((indices) => runBox(course, indices)));
    if (course.compile && course.compile.status.startsWith('compile')) break;
    const next = nextSize(request, ended, size);
    side = Math.min(mostBoxes, Math.ceil(left.length / next));
    size = next;
  }
  return {
    compile: course.compile ?? { status: 'none', output: '' },
    runs: request.runs.map((_, index) => course.results.get(index) ?? withoutFacts('internal')),
  };
}

const waiting = ({ request, results }: Course) =>
  request.runs.map((_, index) => index).filter((index) => !results.has(index));

async function runBox(course: Course, indices: readonly number[]): Promise<BoxResult> {
  const { judges, request, signal, tell } = course;
  const runs = indices.map((index) => request.runs[index]!);
  try {
    const ended = await judges.run<BuiltBox>(
      {
        priority: request.priority,
        build: (facts) => buildBox(request, runs, facts, judges.callbackUrl),
        sent: () => tell({ kind: 'sent', runs: indices }),
        noticed: (isAnswered) => tell({ kind: 'judges', isAnswered }),
      },
      signal,
    );
    return note(course, indices, readBox(ended));
  } catch (error) {
    if (!(error instanceof JudgeRefusal)) throw error;
    if (error.isLanguage) throw invalid({ field: 'language', key: 'judge0.error.unknownLanguage' });
    const results = indices.map(() => withoutFacts('refused', error.message));
    return note(course, indices, { compile: { status: 'none', output: '' }, results, isBroken: false });
  }
}

function note(course: Course, indices: readonly number[], box: BoxResult) {
  if (!course.compile) {
    course.compile = box.compile;
    course.tell({ kind: 'compiled', compile: box.compile });
  }
  const isUncompiled = box.compile.status.startsWith('compile');
  // What does not compile for one input does not for any.
  const those = isUncompiled ? waiting(course) : indices;
  const results = isUncompiled ? those.map(() => box.results[0]!) : box.results;
  for (const [place, result] of results.entries()) {
    const index = those[place]!;
    course.results.set(index, result);
    course.tell({ kind: 'run', index, result });
  }
  return box;
}

/** As many as a box managed last time; each apart, once one of them broke its box. */
function nextSize({ isolation }: ExecutionRequest, ended: readonly BoxResult[], size: number) {
  if (isolation === 'perRun' || ended.some(({ isBroken }) => isBroken)) return 1;
  return Math.max(1, Math.min(size, ...ended.map(({ results }) => results.length)));
}

const chunks = (indices: readonly number[], size: number) =>
  Array.from({ length: Math.ceil(indices.length / size) }, (_, place) =>
    indices.slice(place * size, (place + 1) * size),
  );

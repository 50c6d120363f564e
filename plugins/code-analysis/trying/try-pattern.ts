import { z } from 'zod';
import { defineJob, type Run } from '#src/jobs/job.ts';
import { publish } from '#src/http/live/publish.ts';
import { User } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { InstructorPattern } from '../own/own-pattern.entity.ts';
import { probe } from '../own/probe.ts';
import { PatternTrial, type Place } from './pattern-trial.entity.ts';
import { readablePrograms, selectPrograms, type Program, type Reader } from './readable-programs.ts';
import { trialTopic } from './trial-topic.ts';

const Data = z.object({ trialId: z.uuid(), runId: z.uuid() });
type Data = z.output<typeof Data>;

/** Tries a pattern on past submissions, in the background. */
export const tryPatternJob = defineJob({
  name: 'code-analysis.tryPattern',
  data: Data,
  work: 'steps',
  retries: 1,
  concurrency: 1,
  expireInSeconds: 120,
  run: (scope, data, run) => tryPattern(scope, data, run),
  gaveUp: (scope, data) => keep(scope, data, { state: 'FAILED', finishedAt: scope.now() }),
});

const portion = 20;
const mostPlaces = 8;
export const longestMs = 60_000;

interface Limits {
  readonly signal: AbortSignal;
  readonly longestMs?: number;
}

/** Looks at one program after the other until all are seen or the time is over; tells its page how far it is. */
export async function tryPattern(scope: Scope, data: Data, limits: Limits | Run): Promise<void> {
  const begun = await scope.transaction((inside) => begin(inside, data));
  if (!begun) return;
  const end =
    performance.now() + ('longestMs' in limits && limits.longestMs !== undefined ? limits.longestMs : longestMs);
  const found = { seen: 0, refused: 0, programs: 0, hits: 0, places: [] as Place[] };
  for (let at = 0; at < begun.ids.length && !isOver(); at += portion) {
    const ids = begun.ids.slice(at, at + portion);
    const read = await scope.transaction((inside) => selectPrograms(inside, begun.reader, ids), { readOnly: true });
    for (const program of read) if (!isOver()) await look(begun.pattern, program, found);
    await keep(scope, data, { ...found });
  }
  const state = found.seen < begun.ids.length && isOver() ? 'CUT' : 'DONE';
  await keep(scope, data, { state, finishedAt: new Date() });

  function isOver() {
    return performance.now() > end || limits.signal.aborted;
  }
}

async function begin(scope: Scope, { trialId, runId }: Data) {
  const trial = await scope.em.findOne(PatternTrial, { id: trialId, runId });
  if (!trial || (trial.state !== 'WAITING' && trial.state !== 'RUNNING')) return null;
  const pattern = await scope.em.findOneOrFail(InstructorPattern, { id: trial.pattern.id });
  const { id: userId, roles } = await scope.em.findOneOrFail(User, { id: trial.user.id });
  const reader: Reader = { userId, isKeeper: roles.includes('owner') || roles.includes('admin') };
  const ids = await readablePrograms(scope, reader, pattern.language);
  Object.assign(trial, { state: 'RUNNING', total: ids.length });
  publish(scope, trialTopic, { trialId });
  return { pattern, reader, ids };
}

interface Found {
  seen: number;
  refused: number;
  programs: number;
  hits: number;
  readonly places: Place[];
}

async function look({ language, finding }: InstructorPattern, { id, files }: Program, found: Found) {
  found.seen += 1;
  const { given } = await probe(
    language,
    finding,
    files.map(({ content }) => content),
  );
  if (!given) found.refused += 1;
  const places = (given?.found ?? []).flatMap((ranges, index) =>
    ranges.map(({ start, end }) => ({ submissionId: id, path: files[index]!.path, start, end })),
  );
  if (places.length > 0) found.programs += 1;
  found.hits += places.length;
  if (found.places.length < mostPlaces) found.places.push(...places.slice(0, 1));
}

type Change = Partial<Found> | { readonly state: 'DONE' | 'CUT' | 'FAILED'; readonly finishedAt: Date };

/** Nothing where somebody has begun anew meanwhile. */
async function keep(scope: Scope, { trialId, runId }: Data, change: Change) {
  await scope.transaction(async (inside) => {
    const changed = await inside.em.nativeUpdate(PatternTrial, { id: trialId, runId }, change);
    if (changed > 0) publish(inside, trialTopic, { trialId });
  });
}

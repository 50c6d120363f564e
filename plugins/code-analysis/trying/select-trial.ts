import { submissionPath } from '#plugins/submissions';
import type { Scope } from '#src/scope/scope.ts';
import { PatternTrial, type Place } from './pattern-trial.entity.ts';
import { selectPrograms, type Program } from './readable-programs.ts';
import type { TrialFields } from './trial-view.ts';

/** What the actor's own trial of a pattern has found, with a few lines of each program that they may still read. Two statements. */
export async function selectTrial(scope: Scope, patternId: string): Promise<TrialFields | null> {
  const { em, actor } = scope;
  if (actor.kind !== 'user') return null;
  const trial = await em.findOne(PatternTrial, { pattern: patternId, user: actor.id }, { populate: ['pattern'] });
  return trial && drawTrial(scope, trial);
}

/** The same of one that is known already. */
export async function drawTrial(scope: Scope, trial: PatternTrial): Promise<TrialFields> {
  const { id, state, total, seen, refused, programs, hits, places, finishedAt } = trial;
  const { actor } = scope;
  const isKeeper = actor.kind === 'user' && (actor.roles.has('owner') || actor.roles.has('admin'));
  const ids = places.map(({ submissionId }) => submissionId);
  const shown = ids.length === 0 ? [] : await selectPrograms(scope, { userId: trial.user.id, isKeeper }, ids);
  return {
    id,
    state,
    total,
    seen,
    refused,
    programs,
    hits,
    isUnderWay: state === 'WAITING' || state === 'RUNNING',
    language: trial.pattern.language,
    finishedAt: finishedAt?.toISOString() ?? null,
    places: places.flatMap((place) => drawn(shown, place)).map((place, index) => ({ number: index + 1, ...place })),
  };
}

/** With the lines before and after. */
const mostLines = 6;

function drawn(programs: readonly Program[], { submissionId, path, start, end }: Place) {
  const program = programs.find(({ id }) => id === submissionId);
  const content = program?.files.find((file) => file.path === path)?.content;
  if (!program || content === undefined) return [];
  const code = content
    .split('\n')
    .slice(Math.max(0, start - 2), Math.min(end + 1, start + mostLines))
    .join('\n');
  return [{ href: submissionPath(submissionId), problemTitle: program.problemTitle, path, line: start, code }];
}

import { DomainError } from '#src/errors.ts';
import { publish } from '#src/http/live/publish.ts';
import type { Scope } from '#src/scope/scope.ts';
import { hintTopic, watchedAt } from '../panel/hint-topic.ts';
import { writeHintJob } from '../writing/write-hint-job.ts';
import type { AskedCode } from './asked-code.ts';
import type { HintPlace } from './hint-place.ts';
import { nextHint, type NextHint } from './next-hint.ts';
import { selectHints } from './select-hints.ts';

export interface Asked extends AskedCode {
  /** The one that is wanted: a second click wants the same. */
  readonly number: number;
  /** What the page said that it takes, of the problem's points. */
  readonly percent: number;
}

/**
 * Asks for the next hint; asked twice for the same one, nothing more happens. Throws DomainError `conflict` where there is none or
 * another is next, and where it takes more than the page said.
 */
export const askForHint = (scope: Scope, place: HintPlace, asked: Asked): Promise<void> =>
  scope.transaction(async (inside) => {
    const { userId, problemId, assignment } = place;
    const here = `tutor ${userId} ${problemId} ${assignment?.id ?? ''}`;
    await inside.em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [here]);
    const known = await selectHints(inside, place);
    if (known.hints.some(({ number }) => number === asked.number)) return;
    const next = nextHint(place, known);
    if (typeof next === 'string') throw new DomainError('conflict', `tutor.without.${next}`);
    if (next.number !== asked.number) throw new DomainError('conflict', 'tutor.error.order');
    if (next.percent > asked.percent) throw new DomainError('conflict', 'tutor.error.dearer');
    const hintId = await insert(inside, place, { ...asked, ...next });
    await inside.enqueue(writeHintJob, { hintId });
    publish(inside, hintTopic, watchedAt(place));
  });

async function insert({ em, organization }: Scope, place: HintPlace, asked: AskedCode & NextHint): Promise<string> {
  const { userId, problemId, versionId, assignment } = place;
  const { number, kind, percent, language, files } = asked;
  const id = crypto.randomUUID();
  await em.execute(
    `insert into hint_request (id, organization_id, user_id, problem_id, version_id, assignment_id, number, kind, percent, language, files)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      id,
      organization.id,
      userId,
      problemId,
      versionId,
      assignment?.id ?? null,
      number,
      kind,
      percent,
      language,
      JSON.stringify(files),
    ],
  );
  return id;
}

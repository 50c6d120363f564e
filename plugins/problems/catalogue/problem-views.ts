import { z } from 'zod';
import { page } from '#src/http/reply.ts';
import type { Scope } from '#src/scope/scope.ts';
import { view } from '#src/views.ts';
import type { ProblemRow } from '../allow-problem.ts';
import { Difficulty } from '../content/difficulty.ts';
import { languageName } from '../content/language-facts.ts';
import { problemTypes } from '../content/words.ts';
import { Harness, SourceFile } from '../judging/index.ts';
import { loadPanels } from '../problem-panel.ts';
import { rateOf } from '../rate-of.ts';
import { readStatement, type Statement } from '../read-statement.ts';
import { NamedTopic } from '../topics/topic-views.ts';
import { Progress, progressOf } from './progress.ts';
import { selectRelated, selectStanding, type Standing } from './read-problem.ts';

const text = z.string().nullable();

const Hints = z.object({
  id: z.uuid(),
  hints: z.array(z.object({ level: z.int(), text: z.string() })),
  hintCount: z.int(),
  /** The one that can be opened now; null where all are open. */
  nextHint: z.int().nullable(),
});
export const hintsView = view('problems/catalogue/hints', Hints);

export const problemView = view(
  'problems/catalogue/show',
  Hints.extend({
    slug: z.string(),
    title: z.string(),
    versionId: z.uuid(),
    version: z.int(),
    revision: z.int(),
    /** Texts are Markdown. */
    scenario: text,
    statement: text,
    inputFormat: text,
    outputFormat: text,
    constraints: text,
    type: z.enum(problemTypes),
    difficulty: Difficulty,
    category: text,
    tags: z.array(z.string()),
    topics: z.array(NamedTopic),
    skills: z.array(z.string()),
    outcomes: z.array(z.string()),
    estimatedMinutes: z.int().nullable(),
    authorName: text,
    limits: z.object({ timeMs: z.int(), memoryKb: z.int(), outputBytes: z.int() }),
    /** Of memory, as people say it. */
    megabytes: z.number(),
    languages: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        starter: z.array(SourceFile),
        locked: z.array(z.array(z.array(z.int()))),
        given: z.array(SourceFile),
      }),
    ),
    /** What a solution may need, as people write it; `percent` of the points are lost where it needs more. */
    complexity: z.object({ time: text, space: text, percent: z.int() }).nullable(),
    harness: Harness.nullable(),
    samples: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        kind: z.string(),
        stdin: z.string(),
        args: z.array(z.string()),
        arguments: text,
        expected: text,
        explanation: text,
      }),
    ),
    hiddenTests: z.int(),
    acceptanceRate: z.number().nullable(),
    submissions: z.int(),
    progress: Progress,
    /** For those who have solved it, and for its author. */
    editorial: text,
    related: z.array(z.object({ id: z.uuid(), title: z.string(), difficulty: Difficulty })),
    panels: z.array(z.object({ name: z.string(), template: z.string(), data: z.unknown() })),
    mayEdit: z.boolean(),
    isRemoved: z.boolean(),
    isPrivate: z.boolean(),
  }),
);

interface Reader {
  readonly row: ProblemRow & { readonly versionId: string };
  readonly userId: string;
}

/** The page of a published problem: at most four statements, and two for each panel. */
export async function problemPage(scope: Scope, { row, userId }: Reader) {
  const said = await readStatement(scope, row.versionId);
  const standing = await selectStanding(scope, row.id, userId);
  const data = {
    ...said,
    ...hintsOf(row.id, said, standing),
    complexity: said.complexity ?? null,
    slug: row.slug,
    languages: said.languages.map((language) => ({ ...language, name: languageName(language.id) })),
    megabytes: Math.round(said.limits.memoryKb / 102.4) / 10,
    authorName: row.authorName,
    hiddenTests: said.tests.filter(({ visibility }) => visibility === 'hidden').length,
    acceptanceRate: rateOf(standing),
    submissions: standing.submissions,
    topics: [...standing.topics],
    progress: progressOf(standing),
    editorial: row.mayEdit || standing.completedAt ? said.editorial : null,
    related: [...(await selectRelated(scope, row))],
    panels: await loadPanels(scope, row),
    mayEdit: row.mayEdit,
    isRemoved: row.removedAt !== null,
    isPrivate: row.visibility === 'private',
  };
  return page(problemView, data, { title: said.title });
}

/** The hints that somebody has opened; the next one can be opened, and none behind it. */
export function hintsOf(
  id: string,
  { hints }: Pick<Statement, 'hints'>,
  { hintsOpened }: Pick<Standing, 'hintsOpened'>,
) {
  const open = hints.slice(0, hintsOpened);
  return {
    id,
    hints: open.map((hint, index) => ({ level: index + 1, text: hint })),
    hintCount: hints.length,
    nextHint: open.length < hints.length ? open.length + 1 : null,
  };
}

import { prepared } from '#src/database/prepared.ts';
import { notFound } from '#src/errors.ts';
import type { Scope } from '#src/scope/scope.ts';
import type { ShownTests } from './content/shown-of.ts';
import type { Words } from './content/words.ts';
import { versionMemory } from './version-memory.ts';

/** What a student may see of a version: never what a hidden test gives or wants. Texts are Markdown. */
export type Statement = Omit<Words, 'visibility' | 'topicIds'> &
  ShownTests & {
    readonly problemId: string;
    readonly versionId: string;
    readonly version: number;
    readonly revision: number;
  };

interface Row {
  readonly problemId: string;
  readonly version: number;
  readonly revision: number;
  readonly shown: ShownTests;
  readonly words: Words;
}

const query = `
  select v.problem_id as "problemId", v.number as version, v.shown, r.number as revision, r.words
  from problem_version v
    join lateral (select number, words from statement_revision where version_id = v.id order by number desc limit 1) r on true
  where v.organization_id = $1 and v.id = $2`;

const seen = versionMemory<Statement>((statement) => JSON.stringify(statement).length);

/**
 * Of a version that the caller has allowed its reader. Hints and the editorial are all in it: who may open them is asked by
 * whoever shows them. Mostly from memory where the caller knows the newest `revision`. Throws DomainError `notFound`.
 */
export const readStatement = (scope: Scope, versionId: string, revision?: number): Promise<Statement> =>
  revision === undefined
    ? read(scope, versionId)
    : seen(scope, `${versionId} ${revision}`, () => read(scope, versionId));

async function read({ em, organization }: Scope, versionId: string): Promise<Statement> {
  const [row] = await prepared<Row>(em, query, [organization.id, versionId]);
  if (!row) throw notFound('problemVersion');
  const { problemId, version, revision, shown, words } = row;
  const { visibility: _visibility, topicIds: _topicIds, ...said } = words;
  return { ...unsaid, ...said, ...shown, problemId, versionId, version, revision };
}

/** What older revisions do not say. */
const unsaid = { scenario: null, skills: [] };

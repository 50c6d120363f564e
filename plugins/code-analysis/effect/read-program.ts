import type { SourceFile } from '#plugins/problems';
import { submissionJudged } from '#plugins/submissions';
import { on } from '#src/events.ts';
import type { Scope } from '#src/scope/scope.ts';
import { analyse } from '../analyse.ts';
import { languageOf, type LanguageId } from '../languages.ts';
import { ownPatterns } from '../own/own-patterns.ts';

/** After each judging: which patterns the program shows [H3-13, H3-14]. */
export const readJudgedProgram = on(submissionJudged, {
  name: 'code-analysis.readProgram',
  patient: true,
  work: 'steps',
  run: (scope, { submissionId }) => readProgram(scope, submissionId),
});

interface Unread {
  readonly language: string;
  readonly files: readonly SourceFile[];
}

const query = `
  select language, files from submission s where organization_id = ? and id = ?
    and not exists (select from program_reading r where r.submission_id = s.id)`;

const insert = `
  insert into program_reading (id, organization_id, submission_id, user_id, problem_id, language, handed_in_at, patterns)
    select ?, organization_id, id, user_id, problem_id, ?, accepted_at, ?::text[] from submission where organization_id = ? and id = ?
    on conflict (submission_id) do nothing`;

/** Keeps which patterns a submission shows, once; nothing for one that cannot be read. No transaction is open while it is analysed. */
export async function readProgram(scope: Scope, submissionId: string): Promise<void> {
  const of = [scope.organization.id, submissionId];
  const unread = await scope.transaction(async (inside) => {
    const [row] = await inside.em.execute<Unread[]>(query, of);
    const language = row && languageOf(row.language);
    return language ? { ...row, language, own: await ownPatterns(inside, language) } : null;
  });
  if (!unread) return;
  const found = await patternsIn(unread);
  if (found === null) return;
  const values = [crypto.randomUUID(), unread.language, `{${found.join(',')}}`, ...of];
  await scope.transaction(({ em }) => em.execute(insert, values));
}

type Readable = Unread & { readonly language: LanguageId; readonly own: Awaited<ReturnType<typeof ownPatterns>> };

/** Ids are words and UUIDs, which stand in an array of PostgreSQL as they are. */
async function patternsIn({ language, files, own }: Readable): Promise<readonly string[] | null> {
  const found = new Set<string>();
  for (const { content } of files) {
    const { given } = await analyse(language, content, own);
    if (!given) return null;
    for (const { id } of given.matches) found.add(id);
  }
  return [...found];
}

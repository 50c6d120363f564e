import { isTaughtWork } from '#plugins/assignments';
import type { SourceFile } from '#plugins/problems';
import type { Scope } from '#src/scope/scope.ts';
import type { LanguageId } from '../languages.ts';

/** Programs that one trial looks at. */
export const mostPrograms = 500;

export interface Reader {
  readonly userId: string;
  /** Whether they look after the organization, and so read everybody's work. */
  readonly isKeeper: boolean;
}

const readable = `
  from submission s join problem p on p.id = s.problem_id
  where s.organization_id = ? and (?::boolean or ${isTaughtWork})`;

const values = ({ organization }: Scope, { userId, isKeeper }: Reader) => [organization.id, isKeeper, userId, userId];

/** Ids of the latest submissions in a language to problems that somebody wrote, and in courses that they teach. In the open transaction. */
export async function readablePrograms(scope: Scope, reader: Reader, language: LanguageId): Promise<string[]> {
  const query = `select s.id ${readable} and s.language in (?, ?) order by s.accepted_at desc limit ${mostPrograms}`;
  const languages = [language, language === 'cpp' ? 'c' : language];
  const rows = await scope.em.execute<{ id: string }[]>(query, [...values(scope, reader), ...languages]);
  return rows.map(({ id }) => id);
}

export interface Program {
  readonly id: string;
  readonly problemTitle: string;
  readonly files: readonly SourceFile[];
}

/** Those of them that the reader may still read. In the open transaction. */
export const selectPrograms = (scope: Scope, reader: Reader, ids: readonly string[]): Promise<Program[]> =>
  scope.em.execute<Program[]>(`select s.id, p.title as "problemTitle", s.files ${readable} and s.id = any(?::uuid[])`, [
    ...values(scope, reader),
    `{${ids.join(',')}}`,
  ]);

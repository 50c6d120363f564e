import type { SourceFile } from '#plugins/problems';
import { prepared } from '#src/database/prepared.ts';
import { Preferences, type StoredPreferences } from '#src/people/preferences.ts';
import type { Scope } from '#src/scope/scope.ts';
import { signedInUser } from '#src/sessions/signed-in-user.ts';

/** What somebody wrote last in one language. */
export interface Work {
  readonly language: string;
  readonly files: readonly SourceFile[];
  /** How often the draft was saved; 0 where what was handed in last stands for it. */
  readonly saves: number;
  readonly savedAt: string | null;
  /** Of the problem, when it was written. */
  readonly versionId: string;
}

export interface Desk {
  /** By language, the one they were at last first. */
  readonly works: readonly Work[];
  /** Whether they want a text area instead of the editor. */
  readonly isPlain: boolean;
  /** Whether they have not put the guide away yet. */
  readonly isGuided: boolean;
}

const query = `
  select u.preferences, latest.* from "user" u left join (
    select distinct on (language) * from (
      select language, files, saves, saved_at as "savedAt", problem_version_id as "versionId", saved_at as at, 1 as rank
        from solution_draft where organization_id = $1 and user_id = $2 and problem_id = $3
      union all
      (select distinct on (language) language, files, 0, null::timestamptz, version_id, accepted_at, 2 from submission
        where organization_id = $1 and user_id = $2 and problem_id = $3 order by language, accepted_at desc)
    ) written order by language, rank
  ) latest on true
  where u.organization_id = $1 and u.id = $2 order by latest.at desc`;

type Row = { readonly preferences: StoredPreferences | null } & (Work | { readonly language: null });

/**
 * The actor's work on a problem, in each language the draft, or where there is none the code that they handed in last [D2-16];
 * and how they like to write. One statement.
 */
export async function readDesk(scope: Scope, problemId: string): Promise<Desk> {
  const rows = await prepared<Row>(scope.em, query, [scope.organization.id, signedInUser(scope), problemId]);
  const works = rows.flatMap((row) => (row.language === null ? [] : [workOf(row)]));
  const { plainEditor, workspaceGuide } = Preferences.parse(rows[0]?.preferences ?? {});
  return { works, isPlain: plainEditor, isGuided: workspaceGuide };
}

const workOf = ({ language, files, saves, savedAt, versionId }: Work): Work => ({
  language,
  files,
  saves,
  savedAt: savedAt && new Date(savedAt).toISOString(),
  versionId,
});

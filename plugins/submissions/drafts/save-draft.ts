import type { SourceFile } from '#plugins/problems';
import { DomainError } from '#src/errors.ts';
import type { Scope } from '#src/scope/scope.ts';
import { signedInUser } from '#src/sessions/signed-in-user.ts';

export interface DraftPlace {
  readonly problemId: string;
  readonly versionId: string;
  readonly language: string;
}

export interface TypedDraft extends DraftPlace {
  readonly files: readonly SourceFile[];
  /** How often it was saved when the page that sends it saw it last; 0 for never. */
  readonly saves: number;
}

export interface SavedDraft {
  readonly saves: number;
  readonly savedAt: string;
}

const insert = `
  insert into solution_draft (id, organization_id, user_id, problem_id, problem_version_id, language, files, saves, saved_at)
  values (gen_random_uuid(), ?, ?, ?, ?, ?, ?, 1, now())
  on conflict (user_id, problem_id, language) do nothing
  returning saves, saved_at as "savedAt"`;

const update = `
  update solution_draft set files = ?, problem_version_id = ?, saves = saves + 1, saved_at = now()
  where organization_id = ? and user_id = ? and problem_id = ? and language = ? and saves = ?
  returning saves, saved_at as "savedAt"`;

const standing = `
  select files, saves from solution_draft
  where organization_id = ? and user_id = ? and problem_id = ? and language = ?`;

/**
 * Keeps what the actor has typed. Throws DomainError `conflict` with both texts when another page saved in the meantime: nothing
 * is ever merged or overwritten unseen.
 */
export async function saveDraft(scope: Scope, typed: TypedDraft): Promise<SavedDraft> {
  const { em, organization } = scope;
  const { problemId, versionId, language } = typed;
  const files = JSON.stringify(typed.files);
  const key = [organization.id, signedInUser(scope), problemId, language];
  const [saved] =
    typed.saves === 0
      ? await em.execute<SavedDraft[]>(insert, [...key.slice(0, 3), versionId, language, files])
      : await em.execute<SavedDraft[]>(update, [files, versionId, ...key, typed.saves]);
  if (saved) return { saves: saved.saves, savedAt: new Date(saved.savedAt).toISOString() };
  const [other] = await em.execute<{ files: SourceFile[]; saves: number }[]>(standing, key);
  // It was thrown away elsewhere, where nothing was typed since: what is typed here is all there is.
  if (!other) return saveDraft(scope, { ...typed, saves: 0 });
  throw new DomainError('conflict', 'submissions.error.draftElsewhere', {
    stale: { version: other.saves, typed: { files: typed.files }, standing: { files: other.files } },
  });
}

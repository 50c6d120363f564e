import type { SourceFile } from '#plugins/problems';
import type { Scope } from '#src/scope/scope.ts';
import { signedInUser } from '#src/sessions/signed-in-user.ts';
import { saveDraft, type DraftPlace } from './save-draft.ts';
import { SolutionDraft } from './solution-draft.entity.ts';

/** Puts the given code in the place of what was typed, which is gone then. */
export async function startAgain(scope: Scope, place: DraftPlace, given: readonly SourceFile[]): Promise<void> {
  const { problemId, language } = place;
  await scope.em.nativeDelete(SolutionDraft, { user: signedInUser(scope), problem: problemId, language });
  // A draft of its own, or the code that was handed in last would come back.
  await saveDraft(scope, { ...place, files: given, saves: 0 });
}

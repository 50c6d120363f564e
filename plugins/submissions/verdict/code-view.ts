import { z } from 'zod';
import { languageName, SourceFile } from '#plugins/problems';
import type { Scope } from '#src/scope/scope.ts';
import { view } from '#src/views.ts';
import type { SubmissionRow } from './select-submission.ts';

export const codeView = view(
  'submissions/code',
  z.object({
    submissionId: z.uuid(),
    problemTitle: z.string(),
    language: z.string(),
    languageName: z.string(),
    acceptedAt: z.iso.datetime(),
    sourceHash: z.string(),
    files: z.array(SourceFile),
    /** A signed statement of what came when. */
    receipt: z.string(),
  }),
);

interface Row {
  readonly files: SourceFile[];
  readonly receipt: string;
}

/** The source, which no other representation of a submission holds [F1-12]. */
export async function readCode({ em }: Scope, submission: SubmissionRow) {
  const [row] = await em.execute<Row[]>('select files, receipt from submission where id = ?', [submission.id]);
  return {
    submissionId: submission.id,
    problemTitle: submission.problemTitle,
    language: submission.language,
    languageName: languageName(submission.language),
    acceptedAt: new Date(submission.acceptedAt).toISOString(),
    sourceHash: submission.sourceHash,
    files: row!.files,
    receipt: row!.receipt,
  };
}

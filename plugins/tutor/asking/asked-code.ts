import { z } from 'zod';
import { readShown, type SourceFile } from '#plugins/problems';
import { ProgramInput, readDesk } from '#plugins/submissions';
import { invalid } from '#src/errors.ts';
import type { Scope } from '#src/scope/scope.ts';
import type { HintPlace } from './hint-place.ts';

/** What the workspace sends along: the code as it stands there. Without script nothing of it comes. */
export const CodeInput = z.object({
  language: ProgramInput.shape.language.optional(),
  files: ProgramInput.shape.files,
});

/** What the hint is about. */
export interface AskedCode {
  readonly language: string;
  readonly files: readonly SourceFile[];
}

/** More is nobody's program. */
const longest = 200_000;

/** The code that was sent, or else what was saved or handed in last, or what one begins with. Throws DomainError `invalid`. */
export async function askedCode(
  scope: Scope,
  { problemId, versionId }: Pick<HintPlace, 'problemId' | 'versionId'>,
  { language, files }: z.output<typeof CodeInput>,
): Promise<AskedCode> {
  const { languages } = await readShown(scope, versionId);
  const named = languages.find(({ id }) => id === language);
  if (named && files && files.length > 0) return { language: named.id, files: sentFiles(files) };
  const { works } = await readDesk(scope, problemId);
  const work = works.find((one) => languages.some(({ id }) => id === one.language));
  if (work) return { language: work.language, files: work.files };
  const first = languages[0];
  if (!first) throw invalid({ field: 'language', key: 'tutor.error.language' });
  return { language: first.id, files: first.starter };
}

function sentFiles(files: readonly SourceFile[]): SourceFile[] {
  if (files.reduce((sum, { content }) => sum + content.length, 0) > longest)
    throw invalid({ field: 'files', key: 'tutor.error.tooLong', parameters: { longest } });
  // PostgreSQL's JSON takes no NUL.
  return files.map(({ path, content }) => ({ path, content: content.replaceAll('\r\n', '\n').replaceAll('\0', '') }));
}

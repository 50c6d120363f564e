import { z } from 'zod';
import type { SourceFile } from '#plugins/problems';
import { invalid } from '#src/errors.ts';
import { SourceInput } from '../source-input.ts';

/** A draft may be longer than what can be handed in: what is too long there is cut by who writes it, not by us. */
const longestDraft = 200_000;

export const DraftInput = z.object({
  files: z.array(SourceInput).min(1).max(20),
  draftVersion: z.int32().min(0).default(0).describe('How often it was saved when it was read; 0 for never'),
});

/** As they are kept: lines end as those of the given code do, however a form sent them. Throws DomainError `invalid` for what is too long. */
export function draftedFiles(files: z.output<typeof DraftInput>['files']): SourceFile[] {
  const kept = files.map(({ path, content }) => ({ path, content: content.replaceAll('\r\n', '\n') }));
  const tooLong = kept.findIndex(({ content }) => content.length > longestDraft);
  if (tooLong >= 0)
    throw invalid({
      field: `files.${tooLong}.content`,
      key: 'submissions.error.draftTooLong',
      parameters: { longest: longestDraft },
    });
  return kept;
}

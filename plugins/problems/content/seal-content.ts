import type { Scope } from '#src/scope/scope.ts';
import { ProblemContent } from './problem-content.ts';

/** The purpose with which everything is sealed that hidden tests are in. */
export const contentPurpose = 'problem-content';

/** Tied to the row that it stands in. */
export const sealContent = ({ keys }: Pick<Scope, 'keys'>, content: ProblemContent, rowId: string): string =>
  keys.seal(contentPurpose, JSON.stringify(content), rowId);

/** Throws SealError for the content of another row. */
export const openContent = ({ keys }: Pick<Scope, 'keys'>, row: { id: string; content: string }): ProblemContent =>
  ProblemContent.parse(JSON.parse(keys.open(contentPurpose, row.content, row.id)));

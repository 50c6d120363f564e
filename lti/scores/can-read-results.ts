import type { ItemRow } from '../line-items/find-item.ts';
import { gradeScopes } from '../advantage/grade-names.ts';

/** Whether a comparison is possible at all: the platform granted it, and the line item is there. */
export const canReadResults = ({ url, isGone, isSuspended, scopes }: ItemRow) =>
  url !== null && !isGone && !isSuspended && scopes.includes(gradeScopes.readResult);

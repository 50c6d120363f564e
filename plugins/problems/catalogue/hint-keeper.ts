import { DomainError } from '#src/errors.ts';
import { extensionPoint } from '#src/extension.ts';
import type { Scope } from '#src/scope/scope.ts';

interface Opening {
  readonly problemId: string;
  readonly userId: string;
}

/** Somebody who gives the hints of problems elsewhere, so that they are not opened for nothing at the page of the problem. */
export interface HintKeeper {
  /** Key of a text that says where they are given; null where they may be opened. In one statement. */
  readonly refusal: (scope: Scope, opening: Opening) => Promise<string | null>;
}

export const hintKeeper = extensionPoint<HintKeeper>('problems.hintKeeper');

/** Throws DomainError `conflict` where the hints of a problem are given elsewhere. */
export async function refuseKeptHints(scope: Scope, opening: Opening): Promise<void> {
  for (const { refusal } of scope.contributions(hintKeeper)) {
    const key = await refusal(scope, opening);
    if (key) throw new DomainError('conflict', key);
  }
}

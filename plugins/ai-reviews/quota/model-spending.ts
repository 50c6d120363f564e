import { extensionPoint } from '#src/extension.ts';
import type { Scope } from '#src/scope/scope.ts';

/**
 * How often the model was asked: for one person today and within the last hour, for everybody this month; how many tokens that took
 * for the person today; and what is set aside for answers that are coming, whose tokens count as the most that they can become.
 */
export interface Used {
  readonly byPerson: number;
  readonly byPersonHour: number;
  readonly personTokens: number;
  readonly byAll: number;
  /** In millionths of a US dollar. */
  readonly reservedMicros: number;
}

export interface Users {
  readonly userId: string;
  /** Money is told apart by who pays for it. */
  readonly hasOwnKey: boolean;
}

/** Offered by whoever puts questions to the model beside reviews: the limits of an organization hold for all of it together. */
export interface ModelSpending {
  /** Days and months begin at midnight in UTC. In one statement. */
  readonly of: (scope: Scope, users: Users) => Promise<Used>;
}

export const modelSpending = extensionPoint<ModelSpending>('ai-reviews.modelSpending');

/** What every other plugin used. */
export async function usedElsewhere(scope: Scope, users: Users): Promise<Used[]> {
  const used: Used[] = [];
  for (const { of } of scope.contributions(modelSpending)) used.push(await of(scope, users));
  return used;
}

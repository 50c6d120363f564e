import type { Scope } from '#src/scope/scope.ts';
import type { Reason } from '../ladder/tiers.ts';
import { estimatedTokens, mostAnswerTokens } from '../model/ask-provider.ts';
import { costOf } from '../model/cost-of.ts';
import type { ModelRoom } from '../model/model-room.ts';
import type { SentMessage } from '../model/prompt.ts';
import { refusalFor, type Wanted } from './refusal-for.ts';

/** What is set aside for an answer, in millionths of a US dollar and in tokens, and whether the organization pays for it itself. */
export interface Reserved extends Pick<Wanted, 'costMicros' | 'hasOwnKey'> {
  readonly promptTokens: number;
  readonly completionTokens: number;
}

interface Asking extends Pick<Wanted, 'userId' | 'reviewId'> {
  readonly messages: readonly SentMessage[];
  /** Writes down, in the open transaction, that the model is asked now and what that may cost at most. */
  readonly note: (inside: Scope, reserved: Reserved) => Promise<void>;
}

/**
 * Sets aside what an answer of the model may cost, so that many at once do not spend the same money; or says why not, or
 * what `unless` has found first. One transaction of its own, one at a time in each organization.
 */
export const setAside = <Otherwise = never>(
  scope: Scope,
  { providers }: ModelRoom,
  { messages, note, unless, ...asking }: Asking & { readonly unless?: (inside: Scope) => Promise<Otherwise | null> },
): Promise<Reason | Otherwise | null> =>
  scope.transaction(async (inside) => {
    await oneAtATime(inside);
    const otherwise = await unless?.(inside);
    if (otherwise) return otherwise;
    const tokens = { promptTokens: estimatedTokens(messages), completionTokens: mostAnswerTokens };
    const reserved = {
      ...tokens,
      costMicros: Math.max(...providers.map(({ prices }) => costOf(prices, tokens))),
      hasOwnKey: providers.some(({ isOwn }) => isOwn),
    };
    const refusal = await refusalFor(inside, { ...asking, ...reserved });
    if (!refusal) await note(inside, reserved);
    return refusal;
  });

/** Lets those who are about to ask the model pass one by one, until the end of the open transaction. */
const oneAtATime = ({ em, organization }: Scope): Promise<unknown> =>
  em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`ai-reviews ${organization.id}`]);

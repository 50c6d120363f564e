import { isNativeError } from 'node:util/types';
import OpenAI from 'openai';
import { OutboundError } from '#src/outbound/outbound-error.ts';

export const failureKinds = ['unreachable', 'timeout', 'limited', 'serverError', 'refused', 'unreadable'] as const;
export type FailureKind = (typeof failureKinds)[number];

/** A model did not answer, or answered something that is no review. */
export class ModelFailure extends Error {
  override readonly name = 'ModelFailure';
  readonly kind: FailureKind;
  /** How long the provider asks us to stay away; null where it says nothing. */
  readonly retryAfterSeconds: number | null;
  /** What an answer that is of no use has cost all the same. */
  readonly spent: Spent | null;

  constructor(kind: FailureKind, message: string, { retryAfterSeconds = null, spent = null, cause }: Details = {}) {
    super(message, { cause });
    this.kind = kind;
    this.retryAfterSeconds = retryAfterSeconds;
    this.spent = spent;
  }

  /** The same question may be answered later, or by somebody else. */
  get isPassing(): boolean {
    return this.kind !== 'refused' && this.kind !== 'unreadable';
  }
}

export interface Spent {
  readonly model: string;
  readonly promptTokens: number;
  readonly completionTokens: number;
  /** By us, because the provider did not get so far as to count. */
  readonly isEstimated: boolean;
}

interface Details {
  readonly spent?: Spent | null;
  readonly retryAfterSeconds?: number | null;
  readonly cause?: unknown;
}

/** What the client library threw, in our words. */
export function asModelFailure(error: unknown): ModelFailure {
  if (error instanceof ModelFailure) return error;
  const cause = causes(error).find((each) => each instanceof OutboundError);
  if (cause?.reason === 'timeout' || error instanceof OpenAI.APIConnectionTimeoutError)
    return new ModelFailure('timeout', 'it does not answer in time', { cause: error });
  if (cause?.reason === 'tooLarge') return new ModelFailure('unreadable', 'its answer is too large', { cause: error });
  if (error instanceof OpenAI.APIError && typeof error.status === 'number') return byStatus(error, error.status);
  if (error instanceof SyntaxError) return new ModelFailure('unreadable', 'it answers no JSON', { cause: error });
  const said = cause?.message ?? (isNativeError(error) ? error.message : String(error));
  return new ModelFailure('unreachable', `it cannot be reached, or broke off (${said})`, { cause: error });
}

function byStatus(error: { readonly headers?: Headers | undefined; readonly message: string }, status: number) {
  const message = `it answers ${status}`;
  if (status === 429) {
    const seconds = Number(error.headers?.get('retry-after'));
    return new ModelFailure('limited', message, { retryAfterSeconds: seconds > 0 ? seconds : null, cause: error });
  }
  if (status >= 500 || status === 408 || status === 409)
    return new ModelFailure('serverError', message, { cause: error });
  return new ModelFailure('refused', `${message}: look at key, address and name of the model`, { cause: error });
}

function causes(error: unknown): readonly Error[] {
  const found: Error[] = [];
  for (let each = error; isNativeError(each) && found.length < 8; each = each.cause) found.push(each);
  return found;
}

import type { z } from 'zod';
import type { Scope } from '#src/scope/scope.ts';
import type { Purpose } from '../calls/model-call.entity.ts';
import type { ReviewContent } from '../content/review-content.ts';
import type { ReviewedWork } from '../ladder/reviewed-work.ts';
import { nothingUsed, type Usage } from '../ladder/reviewer.ts';
import type { Reason } from '../ladder/tiers.ts';
import { askModel } from '../model/ask-model.ts';
import { costOf } from '../model/cost-of.ts';
import { ModelFailure, type Spent } from '../model/model-failure.ts';
import type { ModelRoom, Provider } from '../model/model-room.ts';
import { objectionTo } from '../model/objection-to.ts';
import { longestProgram, submissionOf, type SentMessage } from '../model/prompt.ts';
import { secretsOf } from '../model/secrets-of.ts';
import { readRoom } from '../organization/read-room.ts';
import { setAside, type Reserved } from '../quota/set-aside.ts';

/** What another plugin wants to know about somebody's work. */
export interface Question<A> {
  /** Under which it stands among the costs. */
  readonly purpose: Purpose;
  /** Of the shape, for the provider. */
  readonly name: string;
  readonly shape: z.ZodType<A>;
  readonly instructions: string;
  /** Told beside task, results and program; nothing of hidden tests or of a person. */
  readonly beside: Readonly<Record<string, unknown>>;
  /** All that the answer would show to somebody. */
  readonly textsOf: (answer: A) => readonly string[];
  /** Notes, in the open transaction, that the model is asked now, what that may cost at most, and who pays. */
  readonly reserve: (scope: Scope, reserved: Reserved) => Promise<void>;
}

/** What came of it. `costMicros` of the usage takes the place of what was reserved. */
export type Put<A> =
  | {
      readonly kind: 'answered';
      readonly answer: A;
      readonly usage: Usage;
      readonly sent: readonly SentMessage[];
    }
  | {
      readonly kind: 'passed';
      readonly why: Reason;
      readonly usage: Usage;
      readonly sent: readonly SentMessage[] | null;
    };

/**
 * Puts a question to the model under the rules that reviews have: the organization's switch and limits, consent, identity
 * stripped, providers that fail left alone, and nothing shown that a review could not show. No transaction may be open.
 */
export async function putQuestion<A>(
  scope: Scope,
  work: ReviewedWork,
  question: Question<A>,
  signal: AbortSignal,
): Promise<Put<A>> {
  const room = await scope.transaction(readRoom, { readOnly: true });
  if (room.providers.length === 0) return passed('noModel');
  if (work.files.reduce((sum, { content }) => sum + content.length, 0) > longestProgram) return passed('tooLong');
  const messages = messagesOf(work, question);
  const refusal = await setAside(scope, room, {
    messages,
    userId: work.userId,
    reviewId: null,
    note: (inside, reserved) => question.reserve(inside, reserved),
  });
  return refusal ? passed(refusal) : ask(scope, { work, question, room, messages }, signal);
}

interface Asking<A> {
  readonly work: ReviewedWork;
  readonly question: Question<A>;
  readonly room: ModelRoom;
  readonly messages: readonly SentMessage[];
}

/** The answer is looked at once the whole of it is there. */
async function ask<A>(
  scope: Scope,
  { work, question: { name, purpose, shape, textsOf }, room, messages }: Asking<A>,
  signal: AbortSignal,
): Promise<Put<A>> {
  let asked: Provider | null = null;
  const begin = async (provider: Provider) => {
    asked = provider;
    return () => Promise.resolve();
  };
  const usageOf = ({ model, promptTokens, completionTokens }: Spent): Usage => {
    const tokens = { promptTokens, completionTokens };
    return { model, ...tokens, costMicros: costOf(asked!.prices, tokens) };
  };
  try {
    const about = { ...work, purpose };
    const answered = await askModel(scope, room, { messages, name, shape, about, begin }, signal);
    const { answer } = answered;
    const usage = usageOf(answered);
    const objection = objectionTo(asReview(textsOf(answer)), work, await secretsOf(scope, work));
    if (objection === null) return { kind: 'answered', answer, usage, sent: messages };
    scope.log.warn({ question: name, objection }, 'what a model wrote is not shown');
    return { kind: 'passed', why: 'withheld', usage, sent: messages };
  } catch (error) {
    if (!(error instanceof ModelFailure)) throw error;
    const { kind, spent } = error;
    return { ...passed(kind, messages), ...(spent && { usage: usageOf(spent) }) };
  }
}

const passed = (why: Reason, sent: readonly SentMessage[] | null = null) =>
  ({ kind: 'passed', why, usage: nothingUsed, sent }) as const;

const messagesOf = (work: ReviewedWork, { instructions, beside }: Pick<Question<unknown>, 'instructions' | 'beside'>) =>
  [
    { role: 'system', content: instructions },
    { role: 'user', content: JSON.stringify({ ...submissionOf(work), ...beside }, null, 1) },
  ] as const;

const unjudged = { correctness: null, efficiency: null, codeQuality: null, bestPractices: null, security: null };

/** So that one set of checks holds for everything that a model writes. */
const asReview = (texts: readonly string[]): ReviewContent => ({
  scores: unjudged,
  overallScore: null,
  summary: texts.join('\n\n'),
  strengths: [],
  improvements: [],
  suggestions: [],
  conceptualErrors: [],
  complexity: null,
  resources: [],
});

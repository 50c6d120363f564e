import type { Scope } from '#src/scope/scope.ts';
import type { ReviewContent } from '../content/review-content.ts';
import type { ReviewedWork } from '../ladder/reviewed-work.ts';
import { reviewer, type Outcome, type Usage } from '../ladder/reviewer.ts';
import { askModel } from '../model/ask-model.ts';
import type { Answered } from '../model/ask-provider.ts';
import { contentOf } from '../model/content-of.ts';
import { costOf } from '../model/cost-of.ts';
import { ModelAnswer } from '../model/model-answer.ts';
import { ModelFailure, type Spent } from '../model/model-failure.ts';
import type { ModelRoom, Provider } from '../model/model-room.ts';
import { noteAnswer, noteQuestion } from '../model/note-question.ts';
import { objectionTo } from '../model/objection-to.ts';
import { composePrompt, longestProgram, type SentMessage } from '../model/prompt.ts';
import { secretsOf } from '../model/secrets-of.ts';
import { openShownParts } from '../model/show-parts.ts';
import { watchAnswer, type Watched } from '../model/watch-answer.ts';
import { Withheld } from '../model/withheld.ts';
import { readRoom } from '../organization/read-room.ts';

/** Asks a model; each part of what it answers is shown when it has passed every check, and the whole takes its place. */
export const modelReviewer = reviewer({
  tier: 'model',
  async review(scope, work, signal) {
    const room = await scope.transaction(readRoom, { readOnly: true });
    if (room.providers.length === 0) return { kind: 'passed', why: 'noModel' };
    if (work.files.reduce((sum, { content }) => sum + content.length, 0) > longestProgram)
      return { kind: 'passed', why: 'tooLong' };
    return ask(scope, work, room, signal);
  },
});

/** The question, whom it went to last, and what of the answer has passed. */
interface Asked {
  readonly sent: readonly SentMessage[];
  readonly secrets: readonly string[];
  provider: Provider | null;
  watched: Watched | null;
}

async function ask(scope: Scope, work: ReviewedWork, room: ModelRoom, signal: AbortSignal): Promise<Outcome> {
  const secrets = await secretsOf(scope, work);
  const asked: Asked = { sent: composePrompt(work), secrets, provider: null, watched: null };
  const since = performance.now();
  const shown = openShownParts(scope, work, since);
  const begin = async (provider: Provider) => {
    asked.watched?.end();
    // No part may be on its way to the database when the next one is called.
    await shown.close();
    await noteQuestion(scope, work, provider, asked.sent);
    asked.provider = provider;
    asked.watched = watchAnswer(scope, work, { secrets, shown, signal });
    return asked.watched.hear;
  };
  try {
    const answered = await askModel(
      scope,
      room,
      { messages: asked.sent, name: 'review', shape: ModelAnswer, about: { ...work, purpose: 'review' }, begin },
      signal,
    );
    await noteAnswer(scope, work, performance.now() - since);
    return await judged(scope, work, asked, answered);
  } catch (error) {
    if (error instanceof Withheld)
      return withheld(scope, work, asked, { objection: error.objection, spent: error.spent! });
    if (error instanceof ModelFailure) return failed(work, asked, error);
    throw error;
  } finally {
    asked.watched?.end();
    await shown.close();
  }
}

/** What was shown of it part by part is looked at once more as a whole, for what only the whole gives away. */
async function judged(
  scope: Scope,
  work: ReviewedWork,
  asked: Asked,
  answered: Answered<ModelAnswer>,
): Promise<Outcome> {
  const { sent } = asked;
  const usage = usageOf(asked, answered);
  const content = contentOf(answered.answer, work);
  if (!content) return { kind: 'passed', why: 'unreadable', usage, sent };
  const objection = objectionTo(content, work, asked.secrets);
  if (objection) return withheld(scope, work, asked, { objection, spent: answered });
  return { kind: 'written', content: await checked(content, asked), usage, sent };
}

const checked = async (content: ReviewContent, { watched }: Asked): Promise<ReviewContent> => ({
  ...content,
  suggestions: [...(await watched!.suggestions.settled(content.suggestions))],
});

interface Objected {
  readonly objection: string;
  readonly spent: Spent;
}

function withheld({ log }: Scope, { reviewId }: ReviewedWork, asked: Asked, objected: Objected): Outcome {
  const { objection, spent } = objected;
  log.warn({ reviewId, objection }, 'what a model wrote is not shown');
  return { kind: 'passed', why: 'withheld', usage: usageOf(asked, spent), sent: asked.sent };
}

const usageOf = ({ provider }: Asked, { model, promptTokens, completionTokens }: Spent): Usage => {
  const tokens = { promptTokens, completionTokens };
  return { model, ...tokens, costMicros: costOf(provider!.prices, tokens) };
};

const firstPauseSeconds = 5;
const longestPauseSeconds = 60;

/** What may pass is tried again, after 5 seconds, then after twice as long, or as long as the provider asks for [CON-34]. */
function failed(
  work: ReviewedWork,
  asked: Asked,
  { kind, isPassing, retryAfterSeconds, spent }: ModelFailure,
): Outcome {
  if (!isPassing)
    return { kind: 'passed', why: kind, sent: asked.sent, ...(spent && { usage: usageOf(asked, spent) }) };
  const pause = Math.max(firstPauseSeconds * 2 ** work.attempts, retryAfterSeconds ?? 0);
  return { kind: 'later', why: kind, afterSeconds: Math.min(longestPauseSeconds, pause) };
}

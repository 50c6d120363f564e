import { Stream } from 'openai/core/streaming';
import { zodResponseFormat } from 'openai/helpers/zod';
import type OpenAI from 'openai';
import type { z } from 'zod';
import type { Scope } from '#src/scope/scope.ts';
import { reviewSettings } from '../settings.ts';
import { ModelFailure, type Spent } from './model-failure.ts';
import type { Provider } from './model-room.ts';
import { openClient } from './open-client.ts';
import type { SentMessage } from './prompt.ts';
import { readAnswer } from './read-answer.ts';
import { startSilence } from './silence.ts';
import { Withheld } from './withheld.ts';

export interface Answered<A> extends Spent {
  readonly answer: A;
}

/** What is sent, and the shape of what is to come back, under a name that providers see. */
export interface Asked<A> {
  readonly messages: readonly SentMessage[];
  readonly name: string;
  readonly shape: z.ZodType<A>;
}

export interface Question<A> extends Asked<A> {
  /** Hears the answer as it comes. What it throws ends the answer. */
  readonly hear: (text: string) => Promise<void>;
  /** Told at the end, good or bad, what it has cost; null where the provider never had the question. */
  readonly ended?: (spent: Spent | null) => void;
}

/** Of an answer; longer ones are cut off by the provider, and are then no JSON. */
export const mostAnswerTokens = 2_500;

/** A whole answer takes as long as several silences. */
const silencesInAll = 4;

/** Asks one provider. Throws ModelFailure, what the library throws, Withheld and whatever else `hear` throws, and the signal's reason. */
export async function askProvider<A>(
  scope: Scope,
  provider: Provider,
  { hear, ended, ...asked }: Question<A>,
  signal: AbortSignal,
): Promise<Answered<A>> {
  const silenceMs = scope.settings(reviewSettings).OPENAI_TIMEOUT_MS;
  const client = openClient(scope, provider, silenceMs * silencesInAll);
  const silence = startSilence(silenceMs, signal);
  const said = { text: '', isAnswering: false, hasEnded: false, usage: null as Usage | null };
  const isAsked = () => said.isAnswering || silence.isOver();
  try {
    const response = await send(client, provider.model, asked, silence.controller);
    said.isAnswering = true;
    for await (const chunk of await piecesOf(client, response, silence.controller)) {
      silence.heard();
      said.usage = chunk.usage ?? said.usage;
      const [choice] = chunk.choices ?? [];
      said.hasEnded ||= Boolean(choice?.finish_reason);
      const text = choice?.delta?.content ?? '';
      said.text += text;
      if (text) await hear(text);
    }
    silence.throwIfOver();
  } catch (error) {
    silence.throwIfOver();
    if (error instanceof Withheld) error.spent = spentOf(provider, asked.messages, said);
    throw error;
  } finally {
    silence.end();
    ended?.(isAsked() ? spentOf(provider, asked.messages, said) : null);
  }
  const spent = spentOf(provider, asked.messages, said);
  if (!said.hasEnded && said.text) throw new ModelFailure('unreachable', 'it broke off', { spent });
  return { ...spent, answer: readAnswer(asked.shape, said.text, spent) };
}

type Chunk = OpenAI.ChatCompletionChunk;
type Usage = OpenAI.CompletionUsage;

const send = <A>(client: OpenAI, model: string, { messages, name, shape }: Asked<A>, { signal }: AbortController) =>
  client.chat.completions
    .create(
      {
        model,
        messages: messages.map(({ role, content }) => ({ role, content })),
        max_completion_tokens: mostAnswerTokens,
        response_format: zodResponseFormat(shape, name),
        stream: true,
        stream_options: { include_usage: true },
      },
      { signal },
    )
    .asResponse();

/** The pieces of an answer; one piece where a provider does not know how to stream. */
async function piecesOf(client: OpenAI, response: Response, controller: AbortController) {
  if (response.headers.get('content-type')?.includes('text/event-stream'))
    return Stream.fromSSEResponse<Chunk>(response, controller, client);
  const whole = (await response.json()) as OpenAI.ChatCompletion;
  const choices = whole.choices?.map(({ message, ...choice }) => ({ ...choice, delta: message })) ?? [];
  return [{ ...whole, choices } as unknown as Chunk];
}

interface Said {
  readonly text: string;
  readonly usage: Usage | null;
}

/** A provider that does not count is taken at what it was given and what it wrote. */
const spentOf = ({ model }: Provider, messages: readonly SentMessage[], { text, usage }: Said): Spent => ({
  model,
  promptTokens: usage?.prompt_tokens ?? estimatedTokens(messages),
  completionTokens: usage?.completion_tokens ?? tokensIn(text.length),
  isEstimated: !usage,
});

export const estimatedTokens = (messages: readonly SentMessage[]) =>
  tokensIn(messages.reduce((sum, { content }) => sum + content.length, 0));

/** A token has about four letters, of code fewer. */
const tokensIn = (letters: number) => Math.ceil(letters / 3);

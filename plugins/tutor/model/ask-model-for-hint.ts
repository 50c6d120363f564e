import { putQuestion, stripIdentity, type Reason, type SentMessage, type Usage } from '#plugins/ai-reviews';
import type { Scope } from '#src/scope/scope.ts';
import { authorShare } from '../floor/author-share.ts';
import type { HintContent } from '../hint-content.ts';
import type { AskedHint } from '../writing/read-asked.ts';
import { HintAnswer } from './hint-answer.ts';
import { hintContentOf } from './hint-content-of.ts';
import { hintInstructions } from './hint-instructions.ts';

type Said =
  | { readonly kind: 'written'; readonly content: HintContent; readonly usage: Usage; readonly sent: Sent }
  | { readonly kind: 'passed'; readonly why: Reason; readonly usage: Usage; readonly sent: Sent | null };
type Sent = readonly SentMessage[];

/** Asks the model once, as reviews ask it; what does not pass the checks of reviews and our own is not shown. */
export async function askModelForHint(scope: Scope, asked: AskedHint, signal: AbortSignal): Promise<Said> {
  const { hintId, kind, work, earlier } = asked;
  const put = await putQuestion(
    scope,
    work,
    {
      purpose: 'hint',
      name: 'hint',
      shape: HintAnswer,
      instructions: hintInstructions(work, kind),
      beside: {
        earlierHints: earlier.map((hint) => stripIdentity(textOf(hint), work.person)),
        suggestedByAuthor: authorShare(work.statement.hints, kind),
      },
      textsOf: ({ text, steps }) => [text, ...steps],
      reserve: async ({ em }, { costMicros, hasOwnKey, promptTokens, completionTokens }) =>
        void (await em.execute(
          `update hint_request set asked_model_at = now(), cost_micros = ?, has_own_key = ?, prompt_tokens = ?, completion_tokens = ?
            where id = ?`,
          [costMicros, hasOwnKey, promptTokens, completionTokens, hintId],
        )),
    },
    signal,
  );
  if (put.kind === 'passed') return put;
  const { answer, usage, sent } = put;
  const content = await hintContentOf(answer, asked);
  return content ? { kind: 'written', content, usage, sent } : { kind: 'passed', why: 'withheld', usage, sent };
}

/** Our own texts are told by their names, which say what they are about. */
const textOf = ({ parts, steps, lines }: HintContent) =>
  [
    ...[...parts, ...steps].map((part) => (typeof part === 'string' ? part : part.key)),
    ...lines.map(({ file, lineStart, lineEnd }) => `${file}: ${lineStart}-${lineEnd}`),
  ].join('\n');

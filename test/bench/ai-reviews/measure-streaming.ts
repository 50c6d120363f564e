import { setTimeout as pause } from 'node:timers/promises';
import { openScope } from '#src/scope/open-scope.ts';
import { writeReview } from '../../../plugins/ai-reviews/writing/write-review.ts';
import { judgedWork, reviewsOf } from '../../plugins/ai-reviews/judged-work.ts';
import { goodAnswer, openModelServer } from '../../support/model-server.ts';
import { aStream } from '../../support/streaming-model.ts';
import { quantile, type Report } from '../report.ts';
import { aScratchScope, type Scratch } from '../scratch.ts';

const reviews = 12;

/** From the letter that ends a part of a provider's answer until a page that watches has it, checks and database between. */
export async function measureStreaming(scratch: Scratch, report: Report) {
  const server = await openModelServer();
  const environment = { OPENAI_API_KEY: 'a-key', OPENAI_BASE_URL: server.url };
  const app = await scratch.open({ works: false, environment });
  try {
    const { port } = await app.serve({ port: 0, host: '127.0.0.1' });
    const scope = await aScratchScope(app);
    const times: number[] = [];
    for (let made = 0; made < reviews; made += 1) {
      const work = await judgedWork(scope);
      const watcher = await watch(`http://127.0.0.1:${port}`, work);
      const stream = aStream();
      server.behave(stream.behaviour);
      const [review] = await reviewsOf(scope, work.id);
      const { actor, origin, organization } = scope;
      const own = openScope(app.kernel, organization, { actor, origin });
      const signal = AbortSignal.timeout(60_000);
      const written = writeReview(own, review!.id, { signal, again: async () => {} });
      await stream.isAsked();
      for (const { before, ending, seen } of parts) {
        stream.say(before);
        await pause(20);
        const since = performance.now();
        stream.say(ending);
        await watcher.hears(seen);
        times.push(performance.now() - since);
      }
      stream.say(rest);
      stream.end();
      await written;
      watcher.leave();
    }
    // The first review finds nothing warm.
    const usual = times.slice(parts.length);
    const what = 'from the end of a part to the page that shows it';
    report({ metric: `${what}, median`, value: quantile(usual, 0.5), unit: 'ms', goal: { atMost: 100 } });
    report({ metric: `${what}, p95`, value: quantile(usual, 0.95), unit: 'ms', goal: { atMost: 100 } });
  } finally {
    await app.stop();
    await server.close();
  }
}

/** What a model says first, each up to the letter that makes a part whole. */
const parts = [
  { before: '{"summary":"The program adds two numbers', ending: '."', seen: 'adds two numbers.' },
  { before: ',"strengths":["It is short', ending: '."', seen: 'It is short.' },
  { before: ',"It reads its input once', ending: '."', seen: 'input once.' },
  { before: '],"improvements":["Name the line', ending: '."', seen: 'Name the line.' },
];
const { summary: _summary, strengths: _strengths, improvements: _improvements, ...others } = goodAnswer;
const rest = `],${JSON.stringify({ ...others, suggestions: [] }).slice(1)}`;

/** Somebody who looks at a review while it is written. */
async function watch(address: string, { id, headers }: { readonly id: string; readonly headers: object }) {
  const stop = new AbortController();
  const response = await fetch(`${address}/live?topics=ai-reviews.review:${id}`, {
    headers: { ...headers, accept: 'text/event-stream' },
    signal: stop.signal,
  });
  let text = '';
  let heard = Promise.withResolvers<void>();
  const read = async () => {
    const decoder = new TextDecoder();
    for await (const piece of response.body!) {
      text += decoder.decode(piece as Uint8Array, { stream: true });
      heard.resolve();
      heard = Promise.withResolvers<void>();
    }
  };
  read().catch(() => undefined);
  return {
    async hears(words: string) {
      while (!text.includes(words)) await heard.promise;
    },
    leave: () => stop.abort(),
  };
}

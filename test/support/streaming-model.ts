import type { ServerResponse } from 'node:http';
import { eventually } from './app.ts';
import type { Behaviour } from './model-server.ts';

const chunk = (delta: object, more: object = {}) =>
  `data: ${JSON.stringify({
    id: 'one',
    object: 'chat.completion.chunk',
    created: 1,
    model: 'local',
    choices: [{ index: 0, delta, finish_reason: null, ...more }],
  })}\n\n`;

const usage = `data: ${JSON.stringify({
  id: 'one',
  object: 'chat.completion.chunk',
  created: 1,
  model: 'local',
  choices: [],
  usage: { prompt_tokens: 700, completion_tokens: 300, total_tokens: 1000 },
})}\n\n`;

const begin = (res: ServerResponse) => {
  res.writeHead(200, { 'content-type': 'text/event-stream' });
  res.write(chunk({ role: 'assistant', content: '' }));
};

const end = (res: ServerResponse) => {
  res.write(chunk({}, { finish_reason: 'stop' }));
  res.end(`${usage}data: [DONE]\n\n`);
};

/** Answers in pieces of so many letters, one after the other. */
export const streams =
  (answer: object | string, letters = 7): Behaviour =>
  (res) => {
    const text = typeof answer === 'string' ? answer : JSON.stringify(answer);
    begin(res);
    for (let at = 0; at < text.length; at += letters) res.write(chunk({ content: text.slice(at, at + letters) }));
    end(res);
  };

/** An answer that a test writes piece by piece. */
export function aStream() {
  const open: ServerResponse[] = [];
  let asked = 0;
  const last = () => open.at(-1)!;
  return {
    behaviour: ((res) => {
      begin(res);
      open.push(res);
    }) as Behaviour,
    /** Resolves when somebody asks that many times after the last call of it. */
    async isAsked() {
      asked += 1;
      await eventually(async () => open.length >= asked, 60);
    },
    say: (text: string) => void last().write(chunk({ content: text })),
    end: () => end(last()),
    breakOff: () => void last().destroy(),
    /** Without a word about why. */
    hangUp: () => void last().end(),
    /** Whether the other side has gone away. */
    isLeft: () => last().destroyed,
  };
}

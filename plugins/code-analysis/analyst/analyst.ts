import type { ChildProcess } from 'node:child_process';
import type { Refusal } from '../trees/open-tree.ts';
import { forkAnalyst, hold } from './analyst-process.ts';
import type { Question, QuestionName, Questions } from './questions.ts';

/** What came back: an answer, or why there is none. */
export type Answer<T> =
  { readonly given: T; readonly refused?: never } | { readonly refused: Refusal; readonly given?: never };

export interface Analyst {
  /** Never rejects: a program that takes too long, or ends the analyst, is refused, and the next question finds a new one. */
  ask<N extends QuestionName>(name: N, about: Parameters<Questions[N]>[0]): Promise<Answer<ReturnType<Questions[N]>>>;
}

const ordinary = {
  answerMs: 3_000,
  startMs: 30_000,
  /** After so long without a question the process ends. */
  idleMs: 600_000,
  mostWaiting: 500,
};

/**
 * Analyses programs in a process of its own, one after the other. A grammar is native code that nothing can interrupt, and
 * short programs can keep one busy for minutes: such a process can be killed, a thread of ours cannot. It starts with the
 * first question.
 */
export function openAnalyst(limits: Partial<typeof ordinary> = {}): Analyst {
  const state: State = { limits: { ...ordinary, ...limits }, queue: [], child: null, isReady: false, current: null };
  return {
    ask(name, about) {
      if (state.queue.length >= state.limits.mostWaiting) return Promise.resolve({ refused: 'busy' });
      return new Promise((hear) => {
        state.queue.push({ question: { name, about }, hear });
        goOn(state);
      });
    },
  };
}

interface Waiting {
  readonly question: Question;
  readonly hear: (answer: Answer<never>) => void;
}

interface State {
  readonly limits: typeof ordinary;
  readonly queue: Waiting[];
  child: ChildProcess | null;
  isReady: boolean;
  current: Waiting | null;
  timer?: NodeJS.Timeout;
}

function goOn(state: State) {
  if (state.current) return;
  if (!state.child) {
    if (state.queue.length > 0) start(state);
    return;
  }
  if (!state.isReady) return;
  const next = state.queue.shift();
  hold(state.child, next !== undefined);
  limit(state, state.child, next ? state.limits.answerMs : state.limits.idleMs);
  if (!next) return void state.timer?.unref();
  state.current = next;
  state.child.send(next.question);
}

function start(state: State) {
  const child = forkAnalyst();
  Object.assign(state, { child, isReady: false });
  limit(state, child, state.limits.startMs);
  child.on('message', (said) => {
    if (said === 'ready') state.isReady = true;
    else finish(state, said as Answer<never>);
    goOn(state);
  });
  child.on('error', () => lose(state, child, 'crash'));
  child.on('exit', () => lose(state, child, 'crash'));
}

function limit(state: State, child: ChildProcess, ms: number) {
  clearTimeout(state.timer);
  state.timer = setTimeout(() => lose(state, child, 'time'), ms);
}

function finish(state: State, answer: Answer<never>) {
  const { current } = state;
  state.current = null;
  current?.hear(answer);
}

/** Whoever waits for an analyst that cannot even start would wait for ever. */
function lose(state: State, child: ChildProcess, refused: Refusal) {
  if (state.child !== child) return;
  clearTimeout(state.timer);
  child.kill('SIGKILL');
  state.child = null;
  if (!state.isReady) for (const { hear } of state.queue.splice(0)) hear({ refused });
  finish(state, { refused });
  goOn(state);
}

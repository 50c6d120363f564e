import { createHash } from 'node:crypto';
import { accountable, system } from '#src/scope/actor.ts';
import { begun } from '#src/scope/begun.ts';
import { joinTransaction } from '#src/scope/join-transaction.ts';
import { sideBySide } from '#src/scope/side-by-side.ts';
import type { Reader } from '#src/views.ts';
import { drawFragment, type Drawing } from '../draw.ts';
import { inTransaction } from '../perform.ts';
import type { Addressed, AnyScope, State } from './topic.ts';

/** How a stream speaks: parts of a page for htmx, or data for programs. */
export type Format = 'html' | 'json';

/** For whom a state is drawn. */
export interface Watcher {
  readonly scope: AnyScope;
  readonly reader: Reader;
  readonly format: Format;
  readonly drawing: Drawing;
}

/** A state as it goes to everybody of one audience. */
export interface DrawnState {
  readonly audience: string;
  readonly text: string;
  /** Changes with the text. */
  readonly version: string;
}

export interface Wanted {
  readonly watcher: Watcher;
  readonly topics: readonly Addressed[];
}

/** Reads the states in one short transaction, which ends before anything is drawn; null for what the watcher may not see. */
export async function drawStates(watcher: Watcher, topics: readonly Addressed[]): Promise<(DrawnState | null)[]> {
  const [states] = await drawTogether([{ watcher, topics }]);
  return [...states!];
}

/** The same for several watchers of one organization: two statements fewer for each. One that fails fails all. */
export async function drawTogether(wanted: readonly Wanted[]): Promise<(DrawnState | null)[][]> {
  const states = await inTransaction(
    wanted[0]!.watcher.scope,
    (inside) => {
      const answers: Answer[] = [];
      const look = ({ watcher, topics }: Wanted) =>
        joinTransaction(watcher.scope, inside, (own) => seeAll(own, topics, answers));
      return sideBySide(wanted.map(look));
    },
    true,
  );
  return states.map((seen, index) => {
    const { watcher, topics } = wanted[index]!;
    return seen.map((state, place) => (state ? draw(watcher, topics[place]!, state) : null));
  });
}

interface Seen extends State {
  readonly audience: string;
}

/** What `allow` of a topic said to somebody. */
interface Answer {
  readonly actor: AnyScope['actor'];
  readonly asked: Addressed;
  readonly row: Promise<unknown>;
}

/** Topics of the same `allow` and params ask it once for each person. */
const seeAll = (inside: AnyScope, topics: readonly Addressed[], answers: Answer[]) =>
  sideBySide(
    topics.map(async (asked) => {
      const row = await answerOf(inside, asked, answers);
      await begun(inside);
      return see(inside, asked, row);
    }),
  );

function answerOf(inside: AnyScope, asked: Addressed, answers: Answer[]) {
  const { actor } = inside;
  const known = answers.find((one) => one.actor === actor && isSameQuestion(one.asked, asked));
  if (known) return known.row;
  const row = asked.topic.allow(inside as never, asked.params);
  answers.push({ actor, asked, row });
  return row;
}

const isSameQuestion = (one: Addressed, other: Addressed) =>
  one.topic.allow === other.topic.allow && JSON.stringify(one.params) === JSON.stringify(other.params);

async function see(inside: AnyScope, { topic, params }: Addressed, row: unknown): Promise<Seen | null> {
  if (!row) return null;
  // What many get must not depend on whoever happened to be asked first.
  const as = topic.audience ? { ...inside, em: inside.em, actor: system } : inside;
  const state = await topic.draw(as as never, row as never, params);
  return { ...state, audience: audienceOf(inside, { topic, params }, row) };
}

/** Which audience the actor belongs to, by the row that `allow` returned. */
export const audienceOf = (scope: AnyScope, { topic }: Pick<Addressed, 'topic' | 'params'>, row: unknown) =>
  topic.audience ? `all ${topic.audience(scope as never, row as never)}` : `one ${accountable(scope.actor) ?? ''}`;

/** The audience among all who read in the same way. */
export const sameDrawing = ({ reader, format }: Pick<Watcher, 'reader' | 'format'>, audience: string) =>
  `${format} ${reader.locale} ${reader.timeZone} ${audience}`;

function draw(watcher: Watcher, asked: Addressed, { view, data, audience }: Seen): DrawnState {
  const text = watcher.format === 'json' ? asJson(asked, view, data) : asPart(watcher, asked, view, data);
  return { audience: sameDrawing(watcher, audience), text, version: versionOf(text) };
}

/** The schema drops every property that it does not declare, as in every JSON answer. */
const asJson = ({ address }: Addressed, view: State['view'], data: unknown) =>
  JSON.stringify({ topic: address, data: view.schema.parse(data) });

/** What several people get is drawn for nobody: the token of one person's session would let the others act as that person. */
function asPart({ drawing }: Watcher, { topic, params }: Addressed, view: State['view'], data: unknown) {
  const reader = topic.audience ? { ...drawing, who: { kind: 'anonymous' as const } } : drawing;
  return `<hx-partial hx-target="#${topic.target(params)}" hx-swap="innerMorph">${drawFragment(reader, view, data)}</hx-partial>`;
}

const versionOf = (text: string) => createHash('sha256').update(text).digest('base64url').slice(0, 10);

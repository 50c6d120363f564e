import type { z } from 'zod';
import { extensionPoint } from '#src/extension.ts';
import type { InstallationScope, Scope } from '#src/scope/scope.ts';
import type { View } from '#src/views.ts';

export type AnyScope = Scope | InstallationScope;

/** The state of a topic as one audience sees it. */
export interface State<D = unknown> {
  readonly view: View<D>;
  readonly data: D;
}

interface Spec<S, Shape extends z.ZodRawShape, R, D> {
  /** `plugin.nounOfWhatChanges`. */
  readonly name: string;
  /** Ids and nothing else: they travel through PostgreSQL's NOTIFY and stand in addresses. */
  readonly params: z.ZodObject<Shape>;
  /** Id of the element whose content the drawing becomes. */
  target(params: z.output<z.ZodObject<Shape>>): string;
  /**
   * The row that the actor may see, or nothing. Asked at the subscription, for each drawing, and every 20 seconds where the person's
   * roles have changed or one drawing goes to many. Topics of one stream that name the same function here ask it once.
   */
  allow(scope: S, params: z.output<z.ZodObject<Shape>>): Promise<R | null | undefined>;
  /**
   * Names whom the same drawing suits (`staff`, `students`): drawn once for all of them, by nobody in particular, so `draw` then
   * acts as the system. Without it every person gets a drawing of their own.
   */
  audience?(scope: S, row: R): string;
  /** Reads the state, in the same read-only transaction as `allow`. */
  draw(scope: S, row: R, params: z.output<z.ZodObject<Shape>>): Promise<State<D>>;
}

/** A topic as the kernel sees it. */
export interface Topic<P = never> {
  readonly name: string;
  readonly tenant: 'organization' | 'none';
  readonly params: z.ZodObject;
  target(params: P): string;
  allow(scope: never, params: P): Promise<unknown>;
  audience?(scope: never, row: never): string;
  draw(scope: never, row: never, params: P): Promise<State>;
}

/** Declares something that pages watch while it changes. Offer it with `liveTopic(topic)`. */
export const defineTopic = <Shape extends z.ZodRawShape, R, D>(
  spec:
    | (Spec<Scope, Shape, R, D> & { readonly tenant?: 'organization' })
    | (Spec<InstallationScope, Shape, R, D> & { readonly tenant: 'none' }),
): Topic<z.output<z.ZodObject<Shape>>> => ({ tenant: 'organization', ...spec }) as never;

/** A plugin's offer of a topic. */
export const liveTopic = extensionPoint<Topic>('kernel.liveTopic');

const id = /^[\w-]{1,64}$/;

/** How a topic is called in addresses: `submissions.progress:<id>`, the values in the order of the schema. */
export function topicAddress<P extends object>(topic: Topic<P>, params: P): string {
  const values = Object.keys(topic.params.shape).map((key) => String((params as Record<string, unknown>)[key]));
  const odd = values.find((value) => !id.test(value));
  if (odd !== undefined) throw new TypeError(`${topic.name} is told about ids only, not about ${odd}.`);
  return [topic.name, ...values].join(':');
}

export interface Addressed {
  readonly address: string;
  readonly topic: Topic;
  readonly params: never;
}

/** What an address names; null for one that names nothing. */
export function readAddress(topics: readonly Topic[], address: string): Addressed | null {
  const [name, ...values] = address.split(':');
  const topic = topics.find((one) => one.name === name);
  const keys = Object.keys(topic?.params.shape ?? {});
  if (!topic || keys.length !== values.length || !values.every((value) => id.test(value))) return null;
  const params = topic.params.safeParse(Object.fromEntries(keys.map((key, index) => [key, values[index]])));
  return params.success ? { address, topic, params: params.data as never } : null;
}

/** The address of a page's stream, for the partial `kernel/live`. */
export const livePath = (addresses: readonly string[], tenant: Topic['tenant'] = 'organization') =>
  `${tenant === 'none' ? '/operator/live' : '/live'}?topics=${addresses.join(',')}`;

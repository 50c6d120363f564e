import { z } from 'zod';

/** What a button of a form does to one of its lists: `hints.add`, `tests.2.remove`, `languages.0.starter.1.up`. */
export const Act = z
  .string()
  .regex(/^[a-z]+(\.([a-z]+|\d+))*\.(add|remove|up|down)$/i)
  .nullable()
  .default(null);

type List = unknown[];

/** Does it to a copy. `fresh` makes what is added to the list with this name. What fits no list changes nothing. */
export function rearrange<T extends object>(part: T, act: string | null, fresh: (list: string) => unknown): T {
  if (act === null) return part;
  const copy = structuredClone(part);
  const words = act.split('.');
  const verb = words.pop();
  const place = verb === 'add' ? -1 : Number(words.pop());
  const list = words.reduce<unknown>((inside, word) => (inside as Record<string, unknown> | undefined)?.[word], copy);
  if (!Array.isArray(list)) return part;
  if (verb === 'add') list.push(fresh(words.at(-1)!));
  else move(list as List, place, verb!);
  return copy;
}

function move(list: List, place: number, verb: string) {
  const [item] = list.splice(place, 1);
  if (item === undefined || verb === 'remove') return;
  list.splice(Math.max(0, verb === 'up' ? place - 1 : place + 1), 0, item);
}

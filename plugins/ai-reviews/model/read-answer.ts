import type { z } from 'zod';
import { ModelFailure, type Spent } from './model-failure.ts';

/** A whole answer as what was asked for. Throws ModelFailure `unreadable`, with what it has cost. */
export function readAnswer<A>(shape: z.ZodType<A>, text: string, spent: Spent): A {
  if (!text.trim()) throw new ModelFailure('unreadable', 'it answers nothing', { spent });
  const parsed = shape.safeParse(jsonIn(text));
  if (!parsed.success) throw new ModelFailure('unreadable', 'it answers something else than was asked', { spent });
  return parsed.data;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

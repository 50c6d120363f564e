import { z } from 'zod';

/** Ids are at most 255 characters (Core 5.3), compared exactly. */
export const id = z.string().min(1).max(255);

/** Blank is as good as absent: platforms send it where they have nothing. */
export const text = z
  .string()
  .max(2_000)
  .transform((value) => value || null)
  .nullish()
  .catch(null);

/** What is not understood is as good as absent: only what a launch needs may refuse one. */
export const optional = <S extends z.ZodType>(schema: S) => schema.nullish().catch(null);

/** A list of names; what is no text in it is left out. */
export const words = z
  .array(z.unknown())
  .max(500)
  .transform((values) => values.filter((value) => typeof value === 'string'));

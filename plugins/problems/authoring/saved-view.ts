import { z } from 'zod';
import { page } from '#src/http/reply.ts';
import type { FormState } from '#src/http/route.ts';
import { view } from '#src/views.ts';
import type { ProblemDraft } from '../problem-draft.entity.ts';

export const Saved = z.object({
  /** Of the draft that stands before the person; the next save brings it along. */
  version: z.int(),
  savedAt: z.iso.datetime().nullable(),
  message: z.string().nullable(),
  problems: z.array(z.object({ field: z.string(), message: z.string() })),
  /** Of a save that came too late: the version to save over all the same. */
  over: z.int().nullable(),
  stale: z.array(z.object({ field: z.string(), typed: z.string(), standing: z.string() })),
});

/** How the last save went. */
export const savedView = view('problems/authoring/saved', Saved);

export const savedOf = ({ version, savedAt }: ProblemDraft): z.infer<typeof Saved> => ({
  version,
  savedAt: savedAt.toISOString(),
  message: null,
  problems: [],
  over: null,
  stale: [],
});

/** A save that was refused: what was typed is still on the page, and nothing of it is lost. */
export const unsavedOf = (draft: ProblemDraft, form: FormState): z.infer<typeof Saved> => ({
  version: Number(form.values.version ?? draft.version),
  savedAt: null,
  message: form.message,
  problems: Object.entries(form.problems).map(([field, message]) => ({ field, message })),
  over: form.stale?.version ?? null,
  stale: Object.keys(form.stale?.standing ?? {}).map((field) => ({
    field,
    typed: textOf(form.stale!.typed[field]),
    standing: textOf(form.stale!.standing[field]),
  })),
});

export const savedPage = (saved: z.infer<typeof Saved>) => page(savedView, saved);

const textOf = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value ?? '', null, 2));

import { z } from 'zod';
import { reasons } from '#plugins/ai-reviews';
import { Words } from '#plugins/problems';
import { view } from '#src/views.ts';
import { withoutHint } from '../asking/next-hint.ts';
import { hintStates } from '../hint-request.entity.ts';
import { hintKinds, hintSources } from '../kinds.ts';

/** Either a text of ours or Markdown that somebody wrote. */
const Text = z.object({ words: Words.nullable(), markdown: z.string() });
export type ShownText = z.output<typeof Text>;

/** What a hint says. */
export const SaidHint = z.object({
  id: z.uuid(),
  number: z.int(),
  kind: z.enum(hintKinds),
  state: z.enum(hintStates),
  source: z.enum(hintSources).nullable(),
  parts: z.array(Text),
  lines: z.array(
    z.object({
      file: z.string(),
      lineStart: z.int(),
      lineEnd: z.int(),
      lineCount: z.int(),
      code: z.string(),
    }),
  ),
  steps: z.array(Text),
});
export type SaidHint = z.output<typeof SaidHint>;

/** The hints at a place of work, and the one that can be asked for. */
export const HintFields = z.object({
  problemId: z.uuid(),
  /** The address at which one asks. */
  path: z.string(),
  hints: z.array(
    SaidHint.extend({
      /** Taken off the assignment's points. */
      points: z.number(),
      /** The reader has not agreed that a model may read their work. */
      mayAgree: z.boolean(),
      isSent: z.boolean(),
      askedAt: z.iso.datetime(),
    }),
  ),
  most: z.int(),
  left: z.int(),
  next: z.object({ number: z.int(), kind: z.enum(hintKinds), percent: z.number(), points: z.number() }).nullable(),
  /** Why there is no next one. */
  without: z.enum(withoutHint).nullable(),
});
export type HintFields = z.output<typeof HintFields>;

const Connected = HintFields.extend({ live: z.string().nullable() });

/** Where the hints of a place lie, for a page that takes them from there. */
export const waitingPanelView = view('tutor/waiting', HintFields.pick({ problemId: true, path: true }));
export const hintPanelView = view('tutor/panel', Connected);
/** The same as a page of its own, for whoever has no script. */
export const hintsPageView = view('tutor/page', Connected.extend({ title: z.string(), solve: z.string() }));
/** What changes of it while somebody looks. */
export const hintBodyView = view('tutor/body', HintFields);

/** One hint on a page of its own. */
export const hintView = view(
  'tutor/show',
  SaidHint.extend({
    problemTitle: z.string(),
    /** Where one comes from. */
    back: z.string(),
    /** Null for the reader's own. */
    userName: z.string().nullable(),
    askedAt: z.iso.datetime(),
    model: z.string().nullable(),
    lacking: z.enum(reasons).nullable(),
    /** Exactly what was sent to the model; null where nothing was. */
    sent: z.array(z.object({ role: z.string(), content: z.string() })).nullable(),
  }),
);

import { z } from 'zod';
import { Words } from '#plugins/problems';
import { view } from '#src/views.ts';
import { focusAreas } from '../content/focus.ts';
import { tiers, reasons } from '../ladder/tiers.ts';
import { clientStatuses } from './client-status.ts';
import { sources } from './source-of.ts';

/** Either a text of ours, with what follows where it is a title, or Markdown that somebody wrote. */
const Text = z.object({ words: Words.nullable(), more: z.array(Words), markdown: z.string() });
export type ShownText = z.output<typeof Text>;

/** What a review says, whole or so far. */
const Said = z.object({
  summary: Text.nullable(),
  strengths: z.array(Text),
  improvements: z.array(Text),
  conceptualErrors: z.array(Text),
  suggestions: z.array(
    z.object({
      file: z.string(),
      lineStart: z.int(),
      lineEnd: z.int(),
      lineCount: z.int(),
      /** Of the line, on the page with the whole program. */
      href: z.string(),
      currentCode: z.string(),
      suggestedCode: z.string().nullable(),
      explanation: Text,
    }),
  ),
  complexity: z.object({ time: z.string(), space: z.string(), explanation: Text }).nullable(),
  resources: z.array(z.object({ title: Text, url: z.string().nullable() })),
});
export type SaidFields = z.output<typeof Said>;

const Written = Said.extend({
  tier: z.enum(tiers),
  /** The same, in fewer words that programs know. */
  source: z.enum(sources),
  model: z.string().nullable(),
  /** Whether a model wrote it about another program. */
  isTaken: z.boolean(),
  tokens: z.int(),
  /** In US dollars. */
  cost: z.number(),
  seconds: z.number(),
  finishedAt: z.iso.datetime().nullable(),
  isSent: z.boolean(),
  overallScore: z.int().nullable(),
  scores: z.array(z.object({ name: z.string(), score: z.int() })),
});
export type WrittenFields = z.output<typeof Written>;

/** The review of a submission as its panel shows it, in whatever state it is. */
export const ReviewFields = z.object({
  submissionId: z.uuid(),
  language: z.string(),
  /** `none`: nothing has been judged yet. */
  state: z.enum(['none', 'waiting', 'writing', 'complete', 'failed']),
  /** Whether something is on its way, beside what is there already. */
  isUnderWay: z.boolean(),
  nextTryAt: z.iso.datetime().nullable(),
  /** Seconds that what is on its way takes as a rule, and at most unless something is in the way; null where nothing is [PERF-02, PERF-05]. */
  estimatedSeconds: z.int().nullable(),
  mostSeconds: z.int().nullable(),
  review: Written.nullable(),
  /** What there is of an answer of the model that is still coming, or that broke off and is asked for again. */
  soFar: Said.nullable(),
  /** Whether parts of an answer were shown that in the end did not count. */
  isTakenBack: z.boolean(),
  /** Why there is no more than this; null where nothing is missing. */
  lacking: z.enum(reasons).nullable(),
  mayAsk: z.boolean(),
  /** Whether a model has spoken, and the reader may ask for another review. */
  mayAskAgain: z.boolean(),
  /** How often that is possible today, of how often in all; null for without end. */
  againLeft: z.int().nullable(),
  mostAgain: z.int().nullable(),
  /** Whether there is none, and opening the page begins one. */
  mayBegin: z.boolean(),
  /** What a review may be asked to speak of above all. */
  focusChoices: z.array(z.enum(focusAreas)),
  /** What this one was asked to speak of. */
  focusAreas: z.array(z.enum(focusAreas)),
  mayRetry: z.boolean(),
  mustAgree: z.boolean(),
});
export type ReviewFields = z.output<typeof ReviewFields>;

/** What changes, drawn anew each time. */
export const reviewBodyView = view('ai-reviews/body', ReviewFields);
export const reviewPanelView = view('ai-reviews/panel', ReviewFields);

/** The same after somebody asked for it, with the connection by which it changes. */
export const askedReviewView = view(
  'ai-reviews/asked',
  ReviewFields.extend({
    live: z.string().nullable(),
    /** Of the review that was asked for, which may not be the one that is shown meanwhile. */
    reviewId: z.uuid(),
    status: z.enum(clientStatuses),
    /** Seconds after which it is worth asking again; null when nothing changes any more. */
    pollAfterSec: z.int().nullable(),
  }),
);

/** A page of its own, with the program line by line and what was sent. */
export const reviewPageView = view(
  'ai-reviews/show',
  ReviewFields.extend({
    problemTitle: z.string(),
    files: z.array(
      z.object({ path: z.string(), lines: z.array(z.object({ id: z.string(), label: z.string(), text: z.string() })) }),
    ),
    /** Exactly what was sent to models for it, the newest first. */
    sent: z.array(
      z.object({
        at: z.iso.datetime(),
        /** A host; null where nobody wrote it down. */
        to: z.string().nullable(),
        messages: z.array(z.object({ role: z.string(), content: z.string() })),
      }),
    ),
    live: z.string().nullable(),
  }),
);

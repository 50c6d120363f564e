import { z } from 'zod';
import { view } from '#src/views.ts';
import { verdictView } from '../verdict/verdict-view.ts';
import { Refusal } from './refused-work.ts';

const Path = z.string();

const File = z.object({
  path: z.string(),
  content: z.string(),
  /** What one begins with, to begin with again. */
  starter: z.string(),
  /** First and last lines that stay as they are, where they stand in `content`. */
  locked: z.array(z.tuple([z.int(), z.int()])),
});

const Sample = z.object({
  id: z.string(),
  number: z.int(),
  name: z.string(),
  /** What the program reads, or the arguments of the function. */
  input: z.string(),
  args: z.array(z.string()),
  expected: z.string().nullable(),
  explanation: z.string().nullable(),
});

/** What there is to do. Texts are Markdown. */
const Task = z.object({
  title: z.string(),
  scenario: z.string().nullable(),
  statement: z.string().nullable(),
  inputFormat: z.string().nullable(),
  outputFormat: z.string().nullable(),
  constraints: z.string().nullable(),
  samples: z.array(Sample),
  limits: z.object({ timeSeconds: z.number(), memoryMb: z.number() }),
  /** What a solution may need at most; null where nothing is claimed. */
  complexity: z.object({ time: z.string().nullable(), space: z.string().nullable(), percent: z.int() }).nullable(),
});

/** Everything that the part `submissions/workspace` draws. */
export const Workspace = z.object({
  problemId: z.uuid(),
  versionId: z.uuid(),
  /** Whose work it is: a page that somebody else takes over in the same browser is told apart by it. */
  personId: z.uuid(),
  /** A text area instead of the editor. */
  isPlain: z.boolean(),
  /** Whether the page first says how one works in it. */
  isGuided: z.boolean(),
  task: Task,
  language: z.string(),
  languages: z.array(z.object({ id: z.string(), name: z.string(), isChosen: z.boolean() })),
  files: z.array(File),
  hasSeveralFiles: z.boolean(),
  /** Files that are there too, and that nobody changes. */
  fixedFiles: z.array(z.object({ path: z.string(), content: z.string() })),
  /** Whether the code was written for another version of the problem than the one that is shown. */
  isOfOtherVersion: z.boolean(),
  draft: z.object({ saves: z.int(), savedAt: z.iso.datetime().nullable() }),
  paths: z.object({ back: Path, solve: Path, submit: Path, run: Path, draft: Path, switch: Path, attempts: Path }),
  latest: verdictView.schema.nullable(),
  /** Whether `latest` is of the very code that is shown, so that its lines are lines of it. */
  isJudgedCode: z.boolean(),
  /** Of other plugins, below the task. */
  panels: z.array(z.object({ name: z.string(), template: z.string(), data: z.unknown() })),
  /** Templates of what the place adds, drawn with the data of its whole page. */
  around: z.object({ bar: z.string(), task: z.string(), terms: z.string(), results: z.string() }).nullable(),
  /** Whether nothing can be handed in now. */
  isClosed: z.boolean(),
  /** Why what was typed was not taken. */
  refusal: Refusal.nullable(),
});
export type Workspace = z.output<typeof Workspace>;

export const solveView = view('submissions/solve', Workspace);

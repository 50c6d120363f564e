import { z } from 'zod';
import { FormFields } from '#src/http/form-fields.ts';
import { view } from '#src/views.ts';
import { Tabs } from '../authoring/edit-tabs.ts';
import { languageName } from '../content/language-facts.ts';
import { publishingStates, type Publishing } from './publishing.entity.ts';
import { Trial } from './trial.ts';

const Trials = z.object({
  id: z.uuid(),
  problemId: z.uuid(),
  state: z.enum(publishingStates),
  trials: z.array(Trial.extend({ languageName: z.string() })),
  tried: z.int(),
});

/** What the solutions of a draft did, while they run and afterwards. */
export const trialsView = view('problems/publishing/trials', Trials);

export const trialsOf = ({ id, problem, state, trials }: Publishing): z.infer<typeof Trials> => ({
  id,
  problemId: problem.id,
  state,
  trials: trials.map((trial) => ({ ...Trial.parse(trial), languageName: languageName(trial.language) })),
  tried: trials.filter(({ verdict }) => verdict !== null).length,
});

export const publishingView = view(
  'problems/publishing/show',
  Trials.extend({ title: z.string(), askedAt: z.iso.datetime(), live: z.string().nullable() }),
);

export const publishPageView = view(
  'problems/publishing/publish',
  z.object({
    id: z.uuid(),
    title: z.string(),
    tabs: Tabs,
    form: FormFields,
    /** By the part of the draft in which it is to be mended, with the place of a test. */
    lacking: z.array(
      z.object({
        field: z.string(),
        key: z.string(),
        place: z.int().nullable(),
        word: z.string().nullable(),
        path: z.string(),
      }),
    ),
    solutions: z.int(),
    runningId: z.uuid().nullable(),
    attempts: z.array(z.object({ id: z.uuid(), state: z.enum(publishingStates), askedAt: z.iso.datetime() })),
    versions: z.array(
      z.object({
        id: z.uuid(),
        number: z.int(),
        revisions: z.int(),
        publishedAt: z.iso.datetime(),
        by: z.string().nullable(),
      }),
    ),
    isRemoved: z.boolean(),
  }),
);

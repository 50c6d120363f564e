import { z } from 'zod';
import { page } from '#src/http/reply.ts';
import { idOf, post } from '#src/http/route.ts';
import { view } from '#src/views.ts';
import { allowEditing } from '../allow-problem.ts';
import { problemsPath } from '../paths.ts';
import { WordsForm, wordsOf } from './words-section.ts';

const text = z.string().nullable();
const previewView = view(
  'problems/authoring/preview',
  z.object({
    title: z.string(),
    scenario: text,
    statement: text,
    inputFormat: text,
    outputFormat: text,
    constraints: text,
    outcomes: z.array(z.string()),
    hints: z.array(z.string()),
    samples: z.array(z.never()),
  }),
);

/** What the words of a form will look like; nothing is saved. */
export const previewRoute = post(`${problemsPath}/:id/preview`, {
  summary: 'Draws the words of a problem while they are written',
  answer: previewView,
  params: z.object({ id: idOf('problem') }),
  work: 'read',
  body: WordsForm.extend({ title: z.string().max(200).default('') }),
  allow: allowEditing,
  handle: async (_scope, { body }) => {
    const { title } = body;
    const { scenario, statement, inputFormat, outputFormat, constraints, outcomes, hints } = wordsOf({
      ...body,
      title: title || '–',
    });
    return page(previewView, {
      title,
      scenario,
      statement,
      inputFormat,
      outputFormat,
      constraints,
      outcomes,
      hints,
      samples: [],
    });
  },
});

import type { Request, Response } from 'express';
import { z } from 'zod';
import { addActivityByHand } from '../add-by-hand.ts';
import { courses } from '../courses.ts';
import type { Lms } from '../state.ts';
import { sendProblem } from './problem-page.ts';

const Form = z.object({
  title: z.string().trim().min(1).max(200),
  clientId: z.string(),
  targetLinkUri: z.url(),
  custom: z.string().transform(readCustom),
  opensIn: z.enum(['frame', 'tab']),
});

/** Adds a resource link to a course and shows it there. */
export async function postActivity(lms: Lms, req: Request, res: Response) {
  const course = Object.values(courses).find(({ id }) => id === req.params['id']);
  const form = Form.safeParse(req.body);
  if (!course || !form.success)
    return sendProblem(
      res,
      'The activity was not added',
      form.success ? 'There is no such course.' : z.prettifyError(form.error),
    );
  if (!lms.tools.some(({ clientId }) => clientId === form.data.clientId))
    return sendProblem(res, 'The activity was not added', 'There is no such tool.');
  addActivityByHand(lms, { ...form.data, courseId: course.id });
  await lms.save();
  res.redirect(303, `/courses/${course.id}`);
}

/** One `name=value` in a line; a value may contain further signs of equality. */
function readCustom(text: string): Record<string, string> {
  const lines = text.split(/\r?\n/).filter((line) => line.includes('='));
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf('=')).trim(), line.slice(line.indexOf('=') + 1).trim()]),
  );
}

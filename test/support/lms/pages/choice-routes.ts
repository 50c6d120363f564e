import { Router, type Request, type Response } from 'express';
import { courseOf, courses } from '../courses.ts';
import { choicePaths } from '../flavours/choice-paths.ts';
import { applyAnswer } from '../linking/apply-answer.ts';
import { beginChoice, type Choosing } from '../linking/begin-choice.ts';
import { readAnswer } from '../linking/read-answer.ts';
import { teaches } from '../people.ts';
import { beginLaunch } from '../protocol/begin-launch.ts';
import type { Lms } from '../state.ts';
import { sendAnswer, sendRefusedAnswer } from './answer-page.ts';
import { asMember, type Visit } from './as-person.ts';
import { sendChoice } from './choice-page.ts';
import { sendProblem } from './problem-page.ts';

/** Choosing in a tool what becomes an activity: there, and back. */
export function choiceRoutes(lms: Lms): Router {
  const router = Router();
  router.get(
    '/courses/:id/choice',
    asMember(lms, (visit, req, res) => {
      const choosing = choosingOf(lms, visit, req);
      return choosing ? sendChoice(lms, visit, choosing, res) : refuse(res);
    }),
  );
  router.get(
    '/courses/:id/choice/launch',
    asMember(lms, (visit, req, res) => {
      const choosing = choosingOf(lms, visit, req);
      return choosing ? beginLaunch(lms, beginChoice(lms, choosing), res) : refuse(res);
    }),
  );
  for (const path of Object.values(choicePaths))
    router.post(path, async (req, res) => {
      await takeAnswer(lms, req, res);
    });
  return router;
}

function choosingOf(lms: Lms, { person, course, part }: Visit, req: Request): Choosing | null {
  const { tool: clientId, activity: activityId } = req.query;
  const tool = lms.tools.find((one) => one.clientId === clientId);
  const again = lms.activities.find(({ id, courseId }) => id === activityId && courseId === course.id) ?? null;
  if (!teaches(part) || !tool || (activityId !== undefined && again?.clientId !== clientId)) return null;
  return { tool, person, courseId: course.id, again };
}

const refuse = (res: Response) =>
  sendProblem(res, 'Nothing can be chosen', 'Only teachers choose, and from a tool that is registered.');

/** The tool's form arrives in a frame, from another site: nothing of the browser's says who that is. */
async function takeAnswer(lms: Lms, req: Request, res: Response) {
  const id = typeof req.query['sesskey'] === 'string' ? req.query['sesskey'] : '';
  const answer = await readAnswer(lms, id, req.body?.JWT);
  lms.choiceAnswers.push(answer);
  const { choice, claims, items, problems } = answer;
  if (problems.length > 0 || !choice || !claims)
    return sendRefusedAnswer(choice ? courseOf(choice) : Object.values(courses)[0]!, problems, res);
  const activities = await applyAnswer(lms, choice, items);
  sendAnswer(courseOf(choice), { choice, claims, activities }, res);
}

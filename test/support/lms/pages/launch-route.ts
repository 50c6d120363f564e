import type { Request, Response } from 'express';
import { z } from 'zod';
import { beginChoice } from '../linking/begin-choice.ts';
import { beginLaunch } from '../protocol/begin-launch.ts';
import { courseOf } from '../courses.ts';
import { partIn } from '../roster/roster.ts';
import type { Lms } from '../state.ts';
import { html } from './html.ts';
import { sendPage } from './layout.ts';
import { sendOutside } from './missing-page.ts';
import { findPerson, signedIn } from './signed-in.ts';
import { sendSignInPage } from './sign-in-page.ts';

const Query = z.object({
  message: z
    .enum(['LtiResourceLinkRequest', 'LtiDeepLinkingRequest', 'LtiSubmissionReviewRequest'])
    .default('LtiResourceLinkRequest'),
  about: z.string().optional(),
});

/** What the frame of an activity opens: off to the tool. */
export const launchRoute =
  (lms: Lms) =>
  (req: Request, res: Response): void => {
    const person = signedIn(lms, req, res);
    if (!person) return void sendSignInPage(lms, res, req.originalUrl);
    const query = Query.safeParse(req.query);
    const activity = lms.activities.find(({ id }) => id === req.params['id']);
    const tool = lms.tools.find(({ clientId }) => clientId === activity?.clientId);
    if (!activity || !tool || !query.success)
      return void sendPage(res.status(404), { title: 'Not here', body: html`<p>There is no such activity.</p>` });
    if (!partIn(lms, person, activity.courseId)) return void sendOutside(person, courseOf(activity), res);
    const { message, about } = query.data;
    if (message === 'LtiDeepLinkingRequest')
      return beginLaunch(lms, beginChoice(lms, { tool, person, courseId: activity.courseId, again: null }), res);
    const launch = { tool, activity, person, message, opensIn: activity.opensIn, about: findPerson(lms, about) };
    beginLaunch(lms, { ...launch, choice: null }, res);
  };

import type { Response } from 'express';
import { flavours } from '../flavours/flavours.ts';
import type { Choosing } from '../linking/begin-choice.ts';
import { chooseLaunchPath } from '../paths.ts';
import type { Lms } from '../state.ts';
import { platformScript, storageFrame } from './activity-page.ts';
import type { Visit } from './as-person.ts';
import { html } from './html.ts';
import { sendPage } from './layout.ts';

/** The tool in a frame, where a teacher chooses. */
export function sendChoice(lms: Lms, { person, course }: Visit, { tool, again }: Choosing, res: Response) {
  const address = chooseLaunchPath(course, tool, person, again ? { again } : {});
  sendPage(res, {
    title: again ? `Choose again: ${again.title}` : `Add an activity from ${tool.name}`,
    here: 'courses',
    person,
    above: [
      ['/courses', 'Courses'],
      [`/courses/${course.id}`, course.title],
    ],
    script: platformScript(lms, tool, `/courses/${course.id}`),
    body: html`<iframe
        class="tool"
        name="${flavours[tool.flavour].frameName}"
        title="Choice in ${tool.name}"
        src="${address}"
      ></iframe>
      ${storageFrame(lms, tool)}`,
  });
}

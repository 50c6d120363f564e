import type { Response } from 'express';
import type { Activity, Course } from '../courses.ts';
import { claim } from '../flavours/claim-names.ts';
import type { Choice } from '../linking/choice.ts';
import { html } from './html.ts';
import { sendPage } from './layout.ts';

interface Taken {
  readonly choice: Choice;
  readonly claims: Readonly<Record<string, unknown>>;
  readonly activities: readonly Activity[];
}

/** What came of a choice, with what the tool had to say. It lies in the frame, so that links lead out of it. */
export const sendAnswer = (course: Course, { choice, claims, activities }: Taken, res: Response) =>
  sendPage(res, {
    title: activities.length === 0 ? 'Nothing was added' : choice.activityId ? 'Chosen anew' : 'Added',
    isInFrame: true,
    body: html`${said(claims[claim.deepLinkingError], 'notice bad')} ${said(claims[claim.deepLinkingMessage], 'notice')}
    ${activities.length === 0 ? html`<p class="lead">The tool sent nothing that could be added.</p>` : added(activities)}
    ${toCourse(course)}`,
  });

/** Everything that was wrong with a response, for whoever builds the tool. */
export const sendRefusedAnswer = (course: Course, problems: readonly string[], res: Response) =>
  sendPage(res.status(400), {
    title: 'The tool’s answer was refused',
    isInFrame: true,
    body: html`<ul class="notice bad problems">
        ${problems.map((problem) => html`<li>${problem}</li>`)}
      </ul>
      ${toCourse(course)}`,
  });

const said = (words: unknown, kind: string) =>
  typeof words === 'string' && words !== '' ? html`<p class="${kind}">${words}</p>` : null;

const added = (activities: readonly Activity[]) =>
  html`<ul class="rows">
    ${activities.map(
      ({ id, title, text }) =>
        html`<li>
          <a href="/activities/${id}" target="_top">${title}</a>
          ${text ? html`<span class="soft">${text}</span>` : null}
        </li>`,
    )}
  </ul>`;

const toCourse = ({ id, title }: Course) =>
  html`<p><a class="button primary" href="/courses/${id}" target="_top">To the course ${title}</a></p>`;

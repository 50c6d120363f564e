import type { Response } from 'express';
import { courses, type Activity, type Course } from '../courses.ts';
import { partIn, teaches, type Person } from '../people.ts';
import type { Lms } from '../state.ts';
import { html } from './html.ts';
import { sendPage } from './layout.ts';
import { partNames } from './sign-in-page.ts';

export const sendCourses = (lms: Lms, person: Person, res: Response) =>
  sendPage(res, {
    title: 'Courses',
    here: 'courses',
    person,
    body: html`<ul class="cards">
      ${Object.values(courses).map(
        (course) =>
          html`<li class="card">
            <p class="over">${course.label}</p>
            <h2><a href="/courses/${course.id}">${course.title}</a></h2>
            <p class="soft">
              You are here as: ${partNames[partIn(person, course.id)].toLowerCase()}. Activities:
              ${activitiesIn(lms, course).length}.
            </p>
          </li>`,
      )}
    </ul>`,
  });

export const sendCourse = (lms: Lms, person: Person, course: Course, res: Response) =>
  sendPage(res, {
    title: course.title,
    here: 'courses',
    person,
    above: [['/courses', 'Courses']],
    body: html`${activityList(lms, activitiesIn(lms, course))}
    ${teaches(partIn(person, course.id)) && lms.tools.length > 0 ? addActivityForm(lms, course) : null}`,
  });

const activitiesIn = (lms: Lms, course: Course) => lms.activities.filter(({ courseId }) => courseId === course.id);

const activityList = (lms: Lms, activities: readonly Activity[]) =>
  activities.length === 0
    ? html`<p class="empty">There are no activities yet. A tool brings some: <a href="/tools">add a tool</a>.</p>`
    : html`<ul class="rows">
        ${activities.map(
          ({ id, title, opensIn, clientId }) =>
            html`<li>
              <a href="/activities/${id}">${title}</a>
              <span class="tag"
                >${lms.tools.length > 1 ? toolName(lms, clientId) : null}
                ${opensIn === 'frame' ? 'in this page' : 'in a new tab'}</span
              >
            </li>`,
        )}
      </ul>`;

const toolName = (lms: Lms, id: string) => {
  const tool = lms.tools.find(({ clientId }) => clientId === id);
  return tool ? `${tool.name} (${tool.number}),` : null;
};

const addActivityForm = (lms: Lms, course: Course) =>
  html`<details class="card">
    <summary>Add an activity</summary>
    <form method="post" action="/courses/${course.id}/activities" class="fields">
      <label>Title <input name="title" required maxlength="200" /></label>
      <label
        >Tool
        <select name="clientId">
          ${lms.tools.map(
            ({ clientId, name, number }) => html`<option value="${clientId}">${name} (${number})</option>`,
          )}
        </select></label
      >
      <label
        >Address in the tool (target_link_uri)
        <input name="targetLinkUri" type="url" required value="${lms.tools[0]!.targetLinkUri}"
      /></label>
      <label
        >Custom values, one in a line: name=value <textarea name="custom" rows="3" placeholder="problem=one"></textarea>
      </label>
      <label
        >Opens
        <select name="opensIn">
          <option value="frame">in this page</option>
          <option value="tab">in a new tab</option>
        </select></label
      >
      <p><button class="primary">Add activity</button></p>
    </form>
  </details>`;

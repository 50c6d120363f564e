import type { Response } from 'express';
import { courses, type Activity, type Course } from '../courses.ts';
import { choosePath } from '../paths.ts';
import { teaches, type Person } from '../people.ts';
import { partIn } from '../roster/roster.ts';
import type { Lms } from '../state.ts';
import { addActivityForm } from './add-activity-form.ts';
import type { Visit } from './as-person.ts';
import { inCourse } from './course-tabs.ts';
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
            <p class="soft">${whatIn(lms, person, course)} Activities: ${activitiesIn(lms, course).length}.</p>
          </li>`,
      )}
    </ul>`,
  });

const whatIn = (lms: Lms, person: Person, { id }: Course) => {
  const part = partIn(lms, person, id);
  return part ? `You are here as: ${partNames[part].toLowerCase()}.` : 'You are not in this course.';
};

/** The activities of a course; who teaches there adds some. */
export const sendCourse = (lms: Lms, visit: Visit, res: Response) =>
  sendPage(res, {
    ...inCourse(visit, 'activities'),
    body: html`${activityList(lms, visit)}
    ${teaches(visit.part) && lms.tools.length > 0 ? [fromTools(lms, visit), addActivityForm(lms, visit.course)] : null}`,
  });

const activitiesIn = (lms: Lms, course: Course) => lms.activities.filter(({ courseId }) => courseId === course.id);

function activityList(lms: Lms, visit: Visit) {
  const activities = activitiesIn(lms, visit.course);
  if (activities.length === 0)
    return html`<p class="empty">There are no activities yet. A tool brings some: <a href="/tools">add a tool</a>.</p>`;
  return html`<ul class="rows">
    ${activities.map((activity) => activityRow(lms, visit, activity))}
  </ul>`;
}

const activityRow = (lms: Lms, visit: Visit, activity: Activity) =>
  html`<li>
    <a href="/activities/${activity.id}">${activity.title}</a>
    <span class="line"
      >${teaches(visit.part) ? chooseAgain(lms, visit, activity) : null}
      <span class="tag"
        >${lms.tools.length > 1 ? toolName(lms, activity.clientId) : null}
        ${activity.opensIn === 'frame' ? 'in this page' : 'in a new tab'}</span
      ></span
    >
    ${dates(activity)}
  </li>`;

function chooseAgain(lms: Lms, { course, person }: Visit, again: Activity) {
  const tool = lms.tools.find(({ clientId }) => clientId === again.clientId);
  if (!tool) return null;
  const address = choosePath(course, tool, person, { again });
  return html`<a href="${address}" aria-label="Choose again: ${again.title}">Choose again</a>`;
}

function dates({ available, submission }: Activity) {
  const words = [
    available?.startDateTime ? `Open from ${available.startDateTime}` : null,
    available?.endDateTime ? `open until ${available.endDateTime}` : null,
    submission?.endDateTime ? `due ${submission.endDateTime}` : null,
  ].filter((piece) => piece !== null);
  return words.length > 0 ? html`<span class="dates soft">${words.join(', ')}</span>` : null;
}

const toolName = (lms: Lms, id: string) => {
  const tool = lms.tools.find(({ clientId }) => clientId === id);
  return tool ? `${tool.name} (${tool.number}),` : null;
};

const fromTools = ({ tools }: Lms, { course, person }: Visit) =>
  html`<p class="line">
    ${tools.map(
      (tool) =>
        html`<a class="button primary" href="${choosePath(course, tool, person)}"
          >Add activity from ${tool.name}${tools.length > 1 ? ` (${tool.number})` : null}</a
        >`,
    )}
  </p>`;

import type { Request, Response } from 'express';
import { fullName, teaches, type Part, type Person } from '../people.ts';
import { membersOf, type Member } from '../roster/roster.ts';
import { pageOf } from '../advantage/page-of.ts';
import type { Lms } from '../state.ts';
import type { Visit } from './as-person.ts';
import { inCourse } from './course-tabs.ts';
import { html } from './html.ts';
import { sendPage } from './layout.ts';
import { firstRow, pageLinks, rowsOfPage } from './page-links.ts';
import { partNames } from './sign-in-page.ts';

/** What somebody can be in a course by enrolment. */
export const enrolledParts = ['teacher', 'assistant', 'student'] as const satisfies readonly Part[];

/** Who is in a course; who teaches there changes it. */
export function sendPeople(lms: Lms, visit: Visit, req: Request, res: Response) {
  const { course, part } = visit;
  const page = pageOf(membersOf(lms, course.id), firstRow(req.query['page']), rowsOfPage);
  const path = `/courses/${course.id}/people`;
  sendPage(res, {
    ...inCourse(visit, 'people'),
    body: html`<ul class="rows">
        ${page.items.map((member) => memberRow(member, path, teaches(part)))}
      </ul>
      ${pageLinks(page, path)} ${teaches(part) ? enrolForms(lms, visit, path) : null}`,
  });
}

const memberRow = ({ person, enrolment }: Member, path: string, isChangeable: boolean) =>
  html`<li>
    <span
      >${fullName(person)} ${isChangeable ? null : html`<span class="soft">${partNames[enrolment.part]}</span>`}
      ${enrolment.status === 'Inactive' ? html`<span class="tag">inactive</span>` : null}</span
    >
    ${isChangeable ? memberForm({ person, enrolment }, `${path}/${person.id}`) : null}
  </li>`;

const memberForm = ({ person, enrolment: { part, status } }: Member, path: string) =>
  html`<form method="post" action="${path}/part" class="line member">
    ${partSelect(part, `Part of ${fullName(person)}`)}
    <button aria-label="Change ${fullName(person)}">Change</button>
    ${statusButton(person, status === 'Active', path)}
    <button formaction="${path}/removal" aria-label="Remove ${fullName(person)}">Remove</button>
  </form>`;

function statusButton(person: Person, isActive: boolean, path: string) {
  const word = isActive ? 'Deactivate' : 'Activate';
  return html`<button
    formaction="${path}/status"
    name="status"
    value="${isActive ? 'Inactive' : 'Active'}"
    aria-label="${word} ${fullName(person)}"
  >
    ${word}
  </button>`;
}

const partSelect = (chosen: Part, label: string) =>
  html`<select name="part" aria-label="${label}">
    ${enrolledParts.map(
      (part) => html`<option value="${part}" ${part === chosen ? html`selected` : null}>${partNames[part]}</option>`,
    )}
  </select>`;

function enrolForms(lms: Lms, { course }: Visit, path: string) {
  const enrolled = new Set(lms.enrolments.filter(({ courseId }) => courseId === course.id).map((one) => one.personId));
  const others = lms.persons.filter(({ id }) => !enrolled.has(id)).slice(0, 200);
  return html`${others.length > 0 ? enrolForm(others, path) : null}
    <section class="card">
      <h2>Enrol somebody new</h2>
      <form method="post" action="${path}" class="line">
        <label>Given name <input name="givenName" required maxlength="100" /></label>
        <label>Family name <input name="familyName" required maxlength="100" /></label>
        ${partSelect('student', 'Part of the new person')} <button class="primary">Enrol</button>
      </form>
    </section>`;
}

const enrolForm = (others: readonly Person[], path: string) =>
  html`<section class="card">
    <h2>Enrol somebody of this school</h2>
    <form method="post" action="${path}" class="line">
      <label
        >Person
        <select name="person">
          ${others.map((person) => html`<option value="${person.id}">${fullName(person)}</option>`)}
        </select></label
      >
      ${partSelect('student', 'Part of the person')} <button class="primary">Enrol</button>
    </form>
  </section>`;

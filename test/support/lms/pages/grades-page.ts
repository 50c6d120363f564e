import type { Request, Response } from 'express';
import type { Column } from '../gradebook/column.ts';
import { cellKey } from '../gradebook/grade.ts';
import { fullName } from '../people.ts';
import { membersOf, type Member } from '../roster/roster.ts';
import { pageOf, type PageOf } from '../advantage/page-of.ts';
import type { Lms } from '../state.ts';
import type { Visit } from './as-person.ts';
import { inCourse, seesAll } from './course-tabs.ts';
import { gradeCell } from './grade-cell.ts';
import { html, type Html } from './html.ts';
import { sendPage } from './layout.ts';
import { sendOwnGrades } from './own-grades-page.ts';
import { firstRow, pageLinks, rowsOfPage } from './page-links.ts';

/** The gradebook for who teaches, one's own grades for everybody else. */
export function sendGrades(lms: Lms, visit: Visit, req: Request, res: Response) {
  if (!seesAll(visit.part)) return sendOwnGrades(lms, visit, res);
  const page = studentsOn(lms, visit, req);
  sendPage(res, {
    ...inCourse(visit, 'grades'),
    script: html`<script src="/assets/grades.js" defer></script>`,
    body: html`<p class="soft">Scores appear as tools send them. <span id="news" role="status"></span></p>
      <div
        id="grades"
        data-fresh="/courses/${visit.course.id}/grades/table?page=${(req.query['page'] as string) ?? '1'}"
      >
        ${gradeTable(lms, visit, page)}
      </div>
      ${pageLinks(page, `/courses/${visit.course.id}/grades`)}`,
  });
}

/** The table alone, for the script that looks for news. */
export function sendGradeTable(lms: Lms, visit: Visit, req: Request, res: Response) {
  if (!seesAll(visit.part)) return res.status(403).end();
  res.type('html').send(gradeTable(lms, visit, studentsOn(lms, visit, req)).text);
}

function studentsOn(lms: Lms, { course }: Visit, req: Request): PageOf<Member> {
  const students = membersOf(lms, course.id).filter(({ enrolment }) => enrolment.part === 'student');
  return pageOf(students, firstRow(req.query['page']), rowsOfPage);
}

function gradeTable(lms: Lms, { course }: Visit, { items, total }: PageOf<Member>): Html {
  const columns = lms.columns.filter(({ courseId }) => courseId === course.id);
  if (columns.length === 0) return html`<p class="empty">There is nothing to be graded yet.</p>`;
  if (total === 0) return html`<p class="empty">There are no students yet.</p>`;
  return html`<div class="scrolls" tabindex="0" role="region" aria-label="Grades">
    <table class="grades">
      <thead>
        <tr>
          <th scope="col">Student</th>
          ${columns.map(columnHead)}
        </tr>
      </thead>
      <tbody>
        ${items.map((member) => row(lms, columns, member))}
      </tbody>
    </table>
  </div>`;
}

const columnHead = ({ label, scoreMaximum, resourceId, tag }: Column) =>
  html`<th scope="col">
    ${label}<span class="soft">${[`of ${scoreMaximum}`, resourceId, tag].filter(Boolean).join(' · ')}</span>
  </th>`;

const row = (lms: Lms, columns: readonly Column[], { person, enrolment }: Member) =>
  html`<tr>
    <th scope="row">
      ${fullName(person)}${enrolment.status === 'Inactive' ? html`<span class="soft">inactive</span>` : null}
    </th>
    ${columns.map((column) => gradeCell(column, person, lms.grades.get(cellKey(column.id, person.id)) ?? null))}
  </tr>`;

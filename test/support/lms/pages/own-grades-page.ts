import type { Response } from 'express';
import type { Column } from '../gradebook/column.ts';
import { cellKey, type Grade } from '../gradebook/grade.ts';
import type { Lms } from '../state.ts';
import type { Visit } from './as-person.ts';
import { inCourse } from './course-tabs.ts';
import { scoreWords, stateWords } from './grade-cell.ts';
import { html } from './html.ts';
import { sendPage } from './layout.ts';

/** What students see: their own, as far as it is released. */
export function sendOwnGrades(lms: Lms, visit: Visit, res: Response) {
  const { person, course } = visit;
  const columns = lms.columns.filter(
    ({ courseId, gradesReleased }) => courseId === course.id && gradesReleased !== false,
  );
  const gradeIn = ({ id }: Column) => lms.grades.get(cellKey(id, person.id)) ?? null;
  sendPage(res, {
    ...inCourse(visit, 'grades'),
    body:
      columns.length === 0
        ? html`<p class="empty">There is nothing to be graded yet.</p>`
        : html`<ul class="rows">
            ${columns.map((column) => ownGrade(column, gradeIn(column)))}
          </ul>`,
  });
}

const ownGrade = (column: Column, grade: Grade | null) =>
  html`<li class="own">
    <span>${column.label}</span><strong>${scoreWords(column, grade)}</strong>
    ${grade ? html`<span class="state">${stateWords(grade)}</span>` : null}
    ${grade?.comment ? html`<span class="comment">${grade.comment}</span>` : null}
  </li>`;

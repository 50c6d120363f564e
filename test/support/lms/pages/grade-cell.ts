import type { Column } from '../gradebook/column.ts';
import type { Grade } from '../gradebook/grade.ts';
import { fullName, type Person } from '../people.ts';
import { html } from './html.ts';

export const points = (score: number) => String(Math.round(score * 100) / 100);

export const scoreWords = ({ scoreMaximum }: Column, grade: Grade | null) =>
  grade?.score === null || grade === null ? '–' : `${points(grade.score)} / ${points(scoreMaximum)}`;

/** How far the work is and who says so, in the tool's words. */
export const stateWords = ({ activityProgress, gradingProgress, attempts, by, isKept }: Grade) =>
  [
    [activityProgress, gradingProgress].filter(Boolean).join(', '),
    attempts > 0 ? `attempts: ${attempts}` : '',
    by === 'person' ? (isKept ? 'kept by hand' : 'by hand') : '',
  ]
    .filter(Boolean)
    .join(' · ');

export const gradePath = (column: Column, person: Person) =>
  `/courses/${column.courseId}/grades/${column.id}/${person.id}`;

export const reviewPath = (column: Column, person: Person) =>
  column.activityId === null ? null : `/activities/${column.activityId}/reviews/${person.id}`;

/** A cell of the table: the score leads to its own page. */
export function gradeCell(column: Column, person: Person, grade: Grade | null) {
  const review = reviewPath(column, person);
  const about = `${fullName(person)}, ${column.label}`;
  return html`<td>
    <a
      class="score"
      id="grade-${column.id}-${person.id}"
      href="${gradePath(column, person)}"
      aria-label="${about}: ${scoreWords(column, grade)}"
      >${scoreWords(column, grade)}</a
    >
    ${review ? html`<a class="review" id="review-${column.id}-${person.id}" href="${review}" aria-label="Review: ${about}">Review</a>` : null}
    ${grade ? html`<span class="state">${stateWords(grade)}</span>` : null}
    ${grade?.comment ? html`<span class="comment">${grade.comment}</span>` : null}
  </td>`;
}

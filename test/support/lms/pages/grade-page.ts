import type { Response } from 'express';
import type { Column } from '../gradebook/column.ts';
import { cellKey, type Grade, type ScorePost } from '../gradebook/grade.ts';
import { flavours } from '../flavours/flavours.ts';
import { fullName, teaches, type Person } from '../people.ts';
import type { Lms } from '../state.ts';
import type { Visit } from './as-person.ts';
import { belowCourse } from './course-tabs.ts';
import { gradePath, points, reviewPath, scoreWords, stateWords } from './grade-cell.ts';
import { html } from './html.ts';
import { sendPage } from './layout.ts';
import { timeWords } from './time-words.ts';

/** One cell: what it holds, what was sent, and how to change it by hand. */
export function sendGrade(lms: Lms, { person, course, part }: Visit, column: Column, student: Person, res: Response) {
  const grade = lms.grades.get(cellKey(column.id, student.id)) ?? null;
  const review = reviewPath(column, student);
  sendPage(res, {
    ...belowCourse(person, course, `${fullName(student)}: ${column.label}`, 'grades'),
    body: html`<section class="card">
        <p class="large">${scoreWords(column, grade)}</p>
        ${grade ? facts(grade) : html`<p class="soft">There is no grade yet.</p>`}
        ${review ? html`<p><a class="button" href="${review}">Review</a></p>` : null}
      </section>
      ${teaches(part) ? changeForm(column, student, grade) : null} ${history(lms, column, student)}`,
  });
}

const facts = (grade: Grade) =>
  html`<p class="soft">${stateWords(grade)} ${timeWords(grade.timestamp)}</p>
    ${grade.comment ? html`<p class="notice">${grade.comment}</p>` : null}`;

const changeForm = (column: Column, student: Person, grade: Grade | null) =>
  html`<section class="card">
    <h2>Change it by hand</h2>
    <form method="post" action="${gradePath(column, student)}" class="fields">
      <label
        >Points (of ${column.scoreMaximum}), empty for none
        <input name="score" inputmode="decimal" pattern="-?\\d+([.,]\\d+)?" value="${scoreValue(grade)}"
      /></label>
      <label>Comment <textarea name="comment" rows="2">${grade?.comment}</textarea></label>
      <label class="check"
        ><input type="checkbox" name="isKept" value="yes" ${grade?.isKept ? html`checked` : null} />
        <span>Keep it when the tool sends another score</span></label
      >
      <p class="line">
        <button class="primary">Save</button>
        ${grade ? html`<button formaction="${gradePath(column, student)}/removal" formnovalidate>Delete the grade</button>` : null}
      </p>
    </form>
  </section>`;

const scoreValue = (grade: Grade | null) => (grade === null || grade.score === null ? '' : points(grade.score));

function history(lms: Lms, column: Column, student: Person) {
  const ids = Object.values(flavours).map(({ subject }) => subject(student.id));
  const posts = lms.scorePosts.filter(({ columnId, userId }) => columnId === column.id && ids.includes(userId));
  return html`<section class="card">
    <h2>What the tool sent</h2>
    ${
      posts.length === 0
        ? html`<p class="soft">Nothing since the Practice LMS started.</p>`
        : html`<ol class="posts">
            ${posts.toReversed().map(post)}
          </ol>`
    }
  </section>`;
}

const post = ({ receivedAt, status, payload }: ScorePost) =>
  html`<li>
    <p>${timeWords(receivedAt)} <span class="tag">answered ${status}</span></p>
    <pre>${JSON.stringify(payload, null, 2)}</pre>
  </li>`;

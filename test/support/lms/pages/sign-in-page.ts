import type { Response } from 'express';
import { courses } from '../courses.ts';
import { fullName, partIn, type Part, type Person } from '../people.ts';
import { html } from './html.ts';
import { sendPage } from './layout.ts';
import { everybody } from './signed-in.ts';

export const partNames: Readonly<Record<Part, string>> = {
  teacher: 'Teacher',
  assistant: 'Teaching assistant',
  student: 'Student',
  administrator: 'Administrator',
  testStudent: 'Test student',
};

/** Everybody of the cast as a button; afterwards the browser goes on to `next`. */
export const sendSignInPage = (res: Response, next: string) =>
  sendPage(res, {
    title: 'Sign in',
    body: html`<p class="lead">Choose who you are. There are no passwords here.</p>
      <form method="post" action="/sign-in">
        <input type="hidden" name="next" value="${next}" />
        <ul class="people">
          ${everybody.map(
            (person) =>
              html`<li>
                <button name="person" value="${person.id}">
                  <span class="who">${fullName(person)}</span><span class="part">${describe(person)}</span>
                </button>
              </li>`,
          )}
        </ul>
      </form>`,
  });

const describe = (person: Person) => [
  partNames[person.part],
  ...Object.values(courses)
    .filter(({ id }) => partIn(person, id) !== person.part)
    .map(({ id, title }) => `, ${partNames[partIn(person, id)].toLowerCase()} in ${title}`),
];

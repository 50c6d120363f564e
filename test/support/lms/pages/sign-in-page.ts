import type { Response } from 'express';
import { courses } from '../courses.ts';
import { fullName, type Part, type Person } from '../people.ts';
import { partIn } from '../roster/roster.ts';
import type { Lms } from '../state.ts';
import { html } from './html.ts';
import { sendPage } from './layout.ts';

export const partNames: Readonly<Record<Part, string>> = {
  teacher: 'Teacher',
  assistant: 'Teaching assistant',
  student: 'Student',
  administrator: 'Administrator',
  testStudent: 'Test student',
};

const shown = 24;

/** The cast and some more as buttons; afterwards the browser goes on to `next`. */
export const sendSignInPage = (lms: Lms, res: Response, next: string) =>
  sendPage(res, {
    title: 'Sign in',
    body: html`<p class="lead">Choose who you are. There are no passwords here.</p>
      <form method="post" action="/sign-in">
        <input type="hidden" name="next" value="${next}" />
        <ul class="people">
          ${lms.persons.slice(0, shown).map(
            (person) =>
              html`<li>
                <button name="person" value="${person.id}">
                  <span class="who">${fullName(person)}</span><span class="part">${describe(lms, person)}</span>
                </button>
              </li>`,
          )}
        </ul>
      </form>`,
  });

const describe = (lms: Lms, person: Person) => [
  partNames[person.part],
  ...Object.values(courses)
    .map(({ id, title }) => ({ part: partIn(lms, person, id), title }))
    .filter(({ part }) => part !== null && part !== person.part)
    .map(({ part, title }) => `, ${partNames[part!].toLowerCase()} in ${title}`),
];

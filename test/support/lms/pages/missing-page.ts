import type { Request, Response } from 'express';
import type { Course } from '../courses.ts';
import type { Person } from '../people.ts';
import type { Lms } from '../state.ts';
import { html } from './html.ts';
import { sendPage } from './layout.ts';
import { signedIn } from './signed-in.ts';

export const sendMissing = (lms: Lms, req: Request, res: Response) =>
  sendPage(res.status(404), {
    title: 'Not here',
    person: signedIn(lms, req, res),
    body: html`<p class="lead">This address leads nowhere.</p>
      <p><a href="/courses">To the courses</a></p>`,
  });

/** For people who are not in a course, or no longer. */
export const sendOutside = (person: Person, course: Course, res: Response) =>
  sendPage(res.status(403), {
    title: course.title,
    person,
    here: 'courses',
    above: [['/courses', 'Courses']],
    body: html`<p class="lead">You are not in this course. A teacher can enrol you.</p>`,
  });

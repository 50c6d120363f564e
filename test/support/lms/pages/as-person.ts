import type { Request, RequestHandler, Response } from 'express';
import { courses, type Course } from '../courses.ts';
import type { Part, Person } from '../people.ts';
import { partIn } from '../roster/roster.ts';
import type { Lms } from '../state.ts';
import { sendMissing, sendOutside } from './missing-page.ts';
import { sendSignInPage } from './sign-in-page.ts';
import { signedIn } from './signed-in.ts';

/** Whoever is not signed in is asked first, and comes back. */
export const asPerson =
  (lms: Lms, show: (person: Person, req: Request, res: Response) => unknown): RequestHandler =>
  async (req, res) => {
    const person = signedIn(lms, req, res);
    if (person) await show(person, req, res);
    else sendSignInPage(lms, res, req.originalUrl);
  };

/** Somebody who is in the course that the address names by `id`. */
export interface Visit {
  readonly person: Person;
  readonly course: Course;
  readonly part: Part;
}

export const asMember = (lms: Lms, show: (visit: Visit, req: Request, res: Response) => unknown): RequestHandler =>
  asPerson(lms, (person, req, res) => {
    const course = Object.values(courses).find(({ id }) => id === req.params['id']);
    if (!course) return sendMissing(lms, req, res);
    const part = partIn(lms, person, course.id);
    return part ? show({ person, course, part }, req, res) : sendOutside(person, course, res);
  });

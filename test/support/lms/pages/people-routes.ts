import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { teaches, type Person } from '../people.ts';
import { addPerson, enrol, setStatus, unenrol } from '../roster/change-roster.ts';
import type { Lms } from '../state.ts';
import { asMember, type Visit } from './as-person.ts';
import { seesAll } from './course-tabs.ts';
import { sendMissing } from './missing-page.ts';
import { enrolledParts, sendPeople } from './people-page.ts';
import { sendProblem } from './problem-page.ts';
import { findPerson } from './signed-in.ts';

const part = z.enum(enrolledParts);
const Enrolled = z.object({ person: z.string(), part });
const New = z.object({
  givenName: z.string().trim().min(1).max(100),
  familyName: z.string().trim().min(1).max(100),
  part,
});
const Part = z.object({ part });
const Status = z.object({ status: z.enum(['Active', 'Inactive']) });

/** Who is in a course: enrol, change, deactivate, remove. */
export function peopleRoutes(lms: Lms): Router {
  const router = Router();
  router.get(
    '/courses/:id/people',
    asMember(lms, (visit, req, res) =>
      seesAll(visit.part) ? sendPeople(lms, visit, req, res) : sendMissing(lms, req, res),
    ),
  );
  router.post(
    '/courses/:id/people',
    asTeacher(lms, async ({ course }, req) => {
      const old = Enrolled.safeParse(req.body);
      if (!old.success) return addAndEnrol(lms, course.id, New.parse(req.body));
      const person = findPerson(lms, old.data.person);
      if (person) await enrol(lms, course.id, person, old.data.part);
    }),
  );
  router.post(
    '/courses/:id/people/:person/part',
    ofMember(lms, ({ course }, person, req) => enrol(lms, course.id, person, Part.parse(req.body).part)),
  );
  router.post(
    '/courses/:id/people/:person/status',
    ofMember(lms, ({ course }, person, req) => setStatus(lms, course.id, person, Status.parse(req.body).status)),
  );
  router.post(
    '/courses/:id/people/:person/removal',
    ofMember(lms, ({ course }, person) => unenrol(lms, course.id, person)),
  );
  return router;
}

const addAndEnrol = async (lms: Lms, courseId: string, described: z.output<typeof New>) =>
  enrol(lms, courseId, await addPerson(lms, described), described.part);

/** Does something, and shows the list again; what is wrong with a form is said. */
const asTeacher = (lms: Lms, act: (visit: Visit, req: Request, res: Response) => Promise<unknown>) =>
  asMember(lms, async (visit, req, res) => {
    if (!teaches(visit.part)) return sendMissing(lms, req, res);
    try {
      await act(visit, req, res);
    } catch (error) {
      if (error instanceof z.ZodError) return sendProblem(res, 'Nothing was changed', z.prettifyError(error));
      throw error;
    }
    res.redirect(303, `/courses/${visit.course.id}/people`);
  });

const ofMember = (lms: Lms, act: (visit: Visit, person: Person, req: Request) => Promise<unknown>) =>
  asTeacher(lms, async (visit, req) => {
    const person = findPerson(lms, req.params['person']);
    if (person) await act(visit, person, req);
  });

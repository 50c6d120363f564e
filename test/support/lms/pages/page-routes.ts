import path from 'node:path';
import express, { Router, type Request, type Response } from 'express';
import { courseOf, type Activity } from '../courses.ts';
import { launchPath } from '../paths.ts';
import type { Person } from '../people.ts';
import { partIn } from '../roster/roster.ts';
import type { Lms } from '../state.ts';
import { sendActivity, sendStorageFrame } from './activity-page.ts';
import { asMember, asPerson } from './as-person.ts';
import { choiceRoutes } from './choice-routes.ts';
import { sendCourse, sendCourses } from './course-pages.ts';
import { failureRoutes } from './failure-pages.ts';
import { gradeRoutes } from './grade-routes.ts';
import { html } from './html.ts';
import { launchRoute } from './launch-route.ts';
import { sendPage } from './layout.ts';
import { sendMissing, sendOutside } from './missing-page.ts';
import { peopleRoutes } from './people-routes.ts';
import { postActivity } from './post-activity.ts';
import { findPerson, signedIn, signIn, signOut } from './signed-in.ts';
import { sendSignInPage } from './sign-in-page.ts';
import { toolRoutes } from './tool-routes.ts';

/** The pages that people see. */
export function pageRoutes(lms: Lms): Router {
  const router = Router();
  router.use('/assets', express.static(path.join(import.meta.dirname, 'assets')));
  router.use(express.urlencoded({ extended: false, limit: '1mb' }));
  signInRoutes(lms, router);
  courseRoutes(lms, router);
  router.get('/launch/:id', launchRoute(lms));
  router.get('/platform-storage', (_req, res) => void sendStorageFrame(lms, res));
  router.get('/return', (req, res) => sendReturnPage(req, res));
  router.use(choiceRoutes(lms), gradeRoutes(lms), peopleRoutes(lms), toolRoutes(lms), failureRoutes(lms));
  router.use((req, res) => void sendMissing(lms, req, res));
  return router;
}

function signInRoutes(lms: Lms, router: Router) {
  router.get('/', (req, res) =>
    signedIn(lms, req, res) ? res.redirect('/courses') : sendSignInPage(lms, res, '/courses'),
  );
  router.post('/sign-in', (req, res) => {
    const person = findPerson(lms, req.body.person);
    if (!person) return void sendMissing(lms, req, res);
    signIn(res, person);
    res.redirect(303, /^\/(?![/\\])/.test(req.body.next) ? req.body.next : '/courses');
  });
  router.post('/sign-out', (_req, res) => {
    signOut(res);
    res.redirect(303, '/');
  });
}

function courseRoutes(lms: Lms, router: Router) {
  router.get(
    '/courses',
    asPerson(lms, (person, _req, res) => sendCourses(lms, person, res)),
  );
  router.get(
    '/courses/:id',
    asMember(lms, (visit, _req, res) => sendCourse(lms, visit, res)),
  );
  router.post('/courses/:id/activities', async (req, res) => {
    await postActivity(lms, req, res);
  });
  activityRoutes(lms, router);
}

function activityRoutes(lms: Lms, router: Router) {
  const showing = (pathOf: (activity: Activity, person: Person, about: Person) => string) =>
    asPerson(lms, (person, req, res) => {
      const activity = lms.activities.find(({ id }) => id === req.params['id']);
      const tool = lms.tools.find(({ clientId }) => clientId === activity?.clientId);
      const about = req.params['person'] === undefined ? person : findPerson(lms, req.params['person']);
      if (!activity || !tool || !about) return sendMissing(lms, req, res);
      if (!partIn(lms, person, activity.courseId)) return sendOutside(person, courseOf(activity), res);
      return sendActivity(lms, person, { activity, tool, address: pathOf(activity, person, about) }, res);
    });
  router.get(
    '/activities/:id',
    showing((activity, person) => launchPath(activity, person)),
  );
  router.get(
    '/activities/:id/reviews/:person',
    showing((activity, person, about) =>
      launchPath(activity, person, { message: 'LtiSubmissionReviewRequest', about }),
    ),
  );
}

/** Tools come back here, and say in the query how it went. Their frame has no sign-in of ours. */
function sendReturnPage(req: Request, res: Response) {
  const said = (name: string) => (typeof req.query[name] === 'string' ? req.query[name] : null);
  const error = said('lti_errormsg');
  sendPage(res, {
    title: 'Back from the tool',
    body: html`${error ? html`<p class="notice bad">${error}</p>` : null}
      ${said('lti_msg') ? html`<p class="notice">${said('lti_msg')}</p>` : null}
      <p><a href="/courses/${said('course') ?? ''}" target="_top">To the course</a></p>`,
  });
}

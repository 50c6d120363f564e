import path from 'node:path';
import express, { Router, type Request, type Response } from 'express';
import { courses } from '../courses.ts';
import type { Person } from '../people.ts';
import type { Lms } from '../state.ts';
import { sendActivity, sendStorageFrame } from './activity-page.ts';
import { sendCourse, sendCourses } from './course-pages.ts';
import { failureRoutes } from './failure-pages.ts';
import { html } from './html.ts';
import { launchRoute } from './launch-route.ts';
import { sendPage } from './layout.ts';
import { postActivity } from './post-activity.ts';
import { findPerson, signedIn, signIn, signOut } from './signed-in.ts';
import { sendSignInPage } from './sign-in-page.ts';
import { toolRoutes } from './tool-routes.ts';

/** The pages that people see. */
export function pageRoutes(lms: Lms): Router {
  const router = Router();
  router.use('/assets', express.static(path.join(import.meta.dirname, 'assets')));
  router.use(express.urlencoded({ extended: false }));
  signInRoutes(router);
  courseRoutes(lms, router);
  router.get('/launch/:id', launchRoute(lms));
  router.get('/platform-storage', (_req, res) => void sendStorageFrame(lms, res));
  router.get('/return', (req, res) => sendReturnPage(req, res));
  router.use(toolRoutes(lms), failureRoutes(lms));
  router.use((req, res) => void sendMissing(req, res));
  return router;
}

function signInRoutes(router: Router) {
  router.get('/', (req, res) => (signedIn(req, res) ? res.redirect('/courses') : sendSignInPage(res, '/courses')));
  router.post('/sign-in', (req, res) => {
    const person = findPerson(req.body.person);
    if (!person) return void sendMissing(req, res);
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
    asPerson((person, _req, res) => sendCourses(lms, person, res)),
  );
  router.get(
    '/courses/:id',
    asPerson((person, req, res) => {
      const course = Object.values(courses).find(({ id }) => id === req.params['id']);
      return course ? sendCourse(lms, person, course, res) : sendMissing(req, res);
    }),
  );
  router.post('/courses/:id/activities', (req, res) => void postActivity(lms, req, res));
  router.get(
    '/activities/:id',
    asPerson((person, req, res) => {
      const activity = lms.activities.find(({ id }) => id === req.params['id']);
      const tool = lms.tools.find(({ clientId }) => clientId === activity?.clientId);
      return activity && tool ? sendActivity(lms, person, activity, tool, res) : sendMissing(req, res);
    }),
  );
}

/** Whoever is not signed in is asked first, and comes back. */
const asPerson =
  (show: (person: Person, req: Request, res: Response) => unknown) =>
  (req: Request, res: Response): void => {
    const person = signedIn(req, res);
    if (person) show(person, req, res);
    else sendSignInPage(res, req.originalUrl);
  };

const sendMissing = (req: Request, res: Response) =>
  sendPage(res.status(404), {
    title: 'Not here',
    person: signedIn(req, res),
    body: html`<p class="lead">
        This address leads nowhere. What somebody added by hand is forgotten when the Practice LMS stops.
      </p>
      <p><a href="/courses">To the courses</a></p>`,
  });

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

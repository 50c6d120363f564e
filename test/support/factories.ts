import { randomUUID } from 'node:crypto';
import { ApiToken } from '#src/people/api-token.entity.ts';
import { Readable } from 'node:stream';
import { defineFileUse } from '#src/files/file-use.ts';
import type { Scope } from '#src/scope/scope.ts';
import { User } from '#src/people/user.entity.ts';
import { newInvitation } from '../../plugins/organizations/invitations/new-invitation.ts';
import { startSession } from '#src/sessions/start-session.ts';
import { anAssignment, courseOf } from './assignment-factories.ts';
import {
  aCourse,
  aCourseInvitation,
  aGroup,
  aLink,
  anOpenCourse,
  aRequestingCourse,
  enroll,
} from './course-factories.ts';
import { hintFactories } from './hint-factories.ts';
import { problemFactories } from './problem-factories.ts';
import { patternFactories } from './pattern-factories.ts';
import { reviewFactories } from './review-factories.ts';
import { submissionFactories } from './submission-factories.ts';
import { gradeFactories } from './lti/grade-factories.ts';
import { ltiFactories } from './lti/row-factories.ts';
import { takeYourTime } from './sample/jobs.ts';
import { Sample } from './sample/sample.entity.ts';

/** What no stranger may ever see: every factory puts it into every text of the rows that it makes. */
export const marker = 'only-for-its-owner';

const samples = defineFileUse({ name: 'sample.texts', maxBytes: 1000, types: ['text/plain'] });

/** What a row has to fit to: ids of the same path that were made before it, by kind, and people who shall find it. */
export interface Around {
  readonly made?: ReadonlyMap<string, string>;
  /** Of the organization, the strongest first. */
  readonly people?: readonly string[];
}

/** Makes a row of each kind of id that stands in a path, and returns its id. A new kind of id needs a line here. */
export const factories: Readonly<Record<string, (scope: Scope, around?: Around) => Promise<string>>> = {
  sample: (scope) =>
    scope.transaction(async ({ em }) => {
      const sample = em.create(Sample, { text: marker } as never);
      await em.flush();
      return sample.id;
    }),
  user: (scope) =>
    scope.transaction(async ({ em }) => {
      const user = em.create(User, {
        name: marker,
        email: null,
        emailVerifiedAt: null,
        roles: [],
        bio: marker,
      } as never);
      await em.flush();
      return user.id;
    }),
  session: async (scope) => {
    const user = await factories.user!(scope);
    const visit = { ip: '127.0.0.1', userAgent: marker };
    const { session } = await scope.transaction((inside) => startSession(inside, { id: user }, visit));
    return session.id;
  },
  apiToken: async (scope) => {
    const user = await factories.user!(scope);
    return scope.transaction(async ({ em }) => {
      const fields = { name: marker, tokenHash: randomUUID(), scopes: ['read'], expiresAt: new Date('2100-01-01') };
      const token = em.create(ApiToken, { ...fields, user: em.getReference(User, user) } as never);
      await em.flush();
      return token.id;
    });
  },
  organization: async ({ organization }) => organization.id,
  file: async (scope) => {
    const received = await scope.files.receive(samples, { name: `${marker}.txt`, source: Readable.from([marker]) });
    return scope.transaction(async ({ files }) => files.keep(received).id);
  },
  job: (scope) =>
    scope.transaction(async (inside) => {
      await inside.enqueue(takeYourTime, { text: marker }, { startAfter: new Date('2100-01-01') });
      const [job] = await inside.em.execute<{ id: string }[]>(
        "update pgboss.job set state = 'failed', completed_on = now(), output = ? where data ->> 'organizationId' = ? returning id",
        [JSON.stringify({ message: marker }), inside.organization.id],
      );
      return job!.id;
    }),
  member: (scope) =>
    scope.transaction(async ({ em }) => {
      const member = em.create(User, { name: marker, email: null, emailVerifiedAt: null, roles: ['learner'] } as never);
      await em.flush();
      return member.id;
    }),
  invitation: (scope) =>
    scope.transaction(async (inside) => {
      const whom = { email: `${marker}@example.edu`, uses: 1 };
      const { invitation } = newInvitation(inside, { roles: ['learner'], days: 1 }, whom);
      await inside.em.flush();
      return invitation.id;
    }),
  /** Somebody is always in it, so that whoever forgets to ask who is seen. */
  course: async (scope, { people = [] } = {}) => {
    const inside = people.length > 0 ? people : [await factories.user!(scope)];
    const enrolled = inside.map((id, place) => ({ id, role: place === 0 ? 'instructor' : 'learner' }) as const);
    return aCourse(scope, { text: marker, people: enrolled });
  },
  resourceLink: async (scope, around = {}) =>
    aLink(scope, around.made?.get('course') ?? (await factories.course!(scope, around)), marker),
  /** The same for pages that administrators share with the course's staff. */
  staffedCourse: (scope, around) => factories.course!(scope, around),
  /** One without an LMS. */
  openCourse: async (scope, { people = [] } = {}) => {
    const inside = people.length > 0 ? people : [await factories.user!(scope)];
    return anOpenCourse(scope, {
      text: marker,
      people: inside.map((id, place) => ({ id, role: place === 0 ? 'instructor' : 'learner' }) as const),
    });
  },
  courseInvitation: async (scope, around = {}) =>
    aCourseInvitation(scope, around.made?.get('openCourse') ?? (await factories.openCourse!(scope, around)), marker),
  /** With the second person, so that students see it too. */
  courseGroup: async (scope, around = {}) => {
    const courseId = around.made?.get('course') ?? (await factories.course!(scope, around));
    return aGroup(scope, { courseId, text: marker, people: around.people ?? [await factories.user!(scope)] });
  },
  /** Somebody of the course that the path names before. */
  courseMember: async (scope, around = {}) => {
    const user = await factories.user!(scope);
    const course = around.made?.get('course') ?? (await factories.course!(scope, around));
    await enroll(scope, course, user);
    return user;
  },
  assignment: async (scope, around = {}) => {
    const courseId = around.made?.get('course') ?? (await factories.course!(scope, around));
    return (await anAssignment(scope, { text: marker, courseId })).id;
  },
  /** A student of the course of the assignment that the path names before. */
  assignmentStudent: async (scope, around = {}) => {
    const user = await factories.user!(scope);
    const assignment = around.made?.get('assignment') ?? (await factories.assignment!(scope, around));
    await enroll(scope, await courseOf(scope, assignment), user);
    return user;
  },
  /** A request for content of a course that the strongest of the people teaches, like what they are asked to choose. */
  courseDeepLink: async (scope, around = {}) => {
    const id = await ltiFactories(marker).ltiDeepLink!(scope, around);
    const [teacher] = around.people ?? [];
    if (teacher) await aRequestingCourse(scope, id, teacher);
    return id;
  },
  /** The problem of the assignment that the path names before. */
  assignedProblem: async (scope, around = {}) => {
    const assignment = around.made?.get('assignment') ?? (await factories.assignment!(scope, around));
    return scope.transaction(async ({ em }) => {
      const [first] = await em.execute<{ id: string }[]>(
        'select problem_id as id from assignment_problem where assignment_id = ?',
        [assignment],
      );
      return first!.id;
    });
  },
  ...ltiFactories(marker),
  ...gradeFactories(marker),
  ...problemFactories(marker),
  ...submissionFactories(marker),
  ...hintFactories(marker),
  ...patternFactories(marker),
  ...reviewFactories(marker),
};

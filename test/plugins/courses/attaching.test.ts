import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { CourseRole, Launch } from '#lti';
import { groupOf } from '#plugins/courses';
import { Course } from '../../../plugins/courses/course.entity.ts';
import { keepCourse } from '../../../plugins/courses/keep-course.ts';
import { anAssignment } from '../../support/assignment-factories.ts';
import { aCourse, aGroup, anOpenCourse } from '../../support/course-factories.ts';
import { aSignedInPerson } from '../../support/people.ts';
import { askAs, openClass, type Class } from '../assignments/open-class.ts';
import { audited } from '../organizations/cast.ts';

let place: Class;
beforeAll(async () => {
  place = await openClass();
}, 120_000);
afterAll(() => place.app.stop());

async function somebody() {
  const { user, authorization } = await aSignedInPerson(place.scope, ['learner']);
  return { id: user.id, ...askAs(place.address, authorization) };
}
type Person = Awaited<ReturnType<typeof somebody>>;

let teacher: Person;
let student: Person;
let colleague: Person;
let guest: Person;
/** The course of the LMS, the one that was made here, and an assignment behind a link of the LMS. */
let from: string;
let to: string;
let assignment: string;

beforeEach(async () => {
  const { scope } = place;
  [teacher, student, colleague, guest] = [await somebody(), await somebody(), await somebody(), await somebody()];
  const ofLms = [
    { id: teacher.id, role: 'instructor' },
    { id: student.id, role: 'learner' },
  ] as const;
  from = await aCourse(scope, { text: 'In the LMS', people: ofLms });
  const here = [
    { id: teacher.id, role: 'instructor' },
    { id: colleague.id, role: 'instructor' },
    { id: guest.id, role: 'learner' },
  ] as const;
  to = await anOpenCourse(scope, { text: 'Made here', people: here });
  assignment = (await anAssignment(scope, { text: 'Behind a link', courseId: from })).id;
});

/** Somebody launches a link of the context; tells the course to which that leads. */
async function launched(who: Person, role: CourseRole = 'learner') {
  const context = await place.scope.transaction(async ({ em }) => {
    const courses = await em.find(Course, { id: { $in: [from, to] }, ltiContext: { $ne: null } });
    return { id: courses[0]!.ltiContext!.id, title: 'In the LMS', label: null };
  });
  const launch = { userId: who.id, context, resourceLink: null, role, isTestUser: false } as unknown as Launch;
  return place.scope.transaction((inside) => keepCourse(inside, launch));
}

const attach = (who: Person = teacher) => who.post(`/courses/${from}/attachment`, { to });
const undo = (who: Person = colleague) => who.post(`/courses/${to}/attachment/undoing`);
const status = async (who: Person, path: string) => (await who.page(path)).status;
const roleOf = async (who: Person, course: string) => (await who.read(`/courses/${course}`)).data?.role;

describe('attaching a context to a course that was made here', () => {
  it('shows first who would see whose work, and does nothing before it is confirmed', async () => {
    const { words } = await teacher.page(`/courses/${from}/attachment?to=${to}`);
    for (const part of ['Nothing is done yet', 'Made here', 'In the LMS', 'Behind a link'])
      expect(words).toContain(part);
    const { data } = await teacher.read(`/courses/${from}/attachment?to=${to}`);
    expect(data.preview).toMatchObject({
      from: { staff: ['Somebody'], learners: 1, work: ['Behind a link'] },
      to: { staff: ['Somebody', 'Somebody'], learners: 1, work: [] },
    });
    expect(await launched(student)).toBe(from);
  });

  it('needs the instructor in both', async () => {
    await launched(colleague, 'teachingAssistant');
    for (const who of [colleague, student, guest]) expect(await attach(who)).toMatchObject({ status: 404 });
    await launched(student, 'instructor');
    expect(await attach(student)).toMatchObject({ status: 403 });
    expect(await launched(student, 'instructor')).toBe(from);
    expect(await teacher.post(`/courses/${from}/attachment`, { to: place.courseId })).toMatchObject({ status: 403 });
  });

  it('lets its links lead there, with their work, for the people of both, and is in the audit', async () => {
    expect(await attach()).toMatchObject({ status: 200 });
    expect(await launched(student)).toBe(to);
    expect(await roleOf(student, to)).toBe('learner');
    for (const who of [student, guest, colleague, teacher])
      expect(await status(who, `/assignments/${assignment}`)).toBe(200);
    expect((await guest.page(`/courses/${to}`)).words).toContain('Behind a link');
    expect((await audited(place.scope, 'course.attached')).at(-1)).toMatchObject({ actorId: teacher.id, targetId: to });
    expect((await student.page('/courses')).words).toMatch(/Made here(?!.*In the LMS)/);
    expect((await student.page('/courses?state=over')).words).toContain('In the LMS');
  });

  it('has roles follow the LMS from then on, and those from before are back once it is undone', async () => {
    await attach();
    await launched(colleague, 'learner');
    expect(await roleOf(colleague, to)).toBe('learner');
    expect(await undo(colleague)).toMatchObject({ status: 404 });
    expect(await undo(teacher)).toMatchObject({ status: 200 });
    expect(await roleOf(colleague, to)).toBe('instructor');
    expect(await roleOf(guest, to)).toBe('learner');
  });

  it('brings groups along, where nobody who is in one there leaves it', async () => {
    const { scope } = place;
    await aGroup(scope, { courseId: from, text: 'Team', people: [student.id] });
    await aGroup(scope, { courseId: to, text: 'Team', people: [guest.id] });
    await attach();
    const of = (who: Person, course: string) =>
      scope.transaction((inside) => groupOf(inside, course, 'Team', who.id), { readOnly: true });
    expect((await of(student, to))!.id).toBe((await of(guest, to))!.id);
    expect(await of(student, from)).not.toBeNull();
  });

  it('is refused a second time, and for a course that is of an LMS', async () => {
    await attach();
    expect(await attach()).toMatchObject({ status: 409 });
    expect(await undo()).toMatchObject({ status: 200 });
    expect(await undo()).toMatchObject({ status: 409 });
  });

  it('happens once where two confirm at once', async () => {
    const answers = await Promise.all([attach(), attach()]);
    expect(answers.map((answer) => String(answer.status)).toSorted()).toEqual(['200', '409']);
  });
});

describe('undoing it', () => {
  it('gives both courses back what they had, and loses nobody who came in between', async () => {
    await attach();
    const newcomer = await somebody();
    expect(await launched(newcomer)).toBe(to);
    await undo();
    expect(await status(newcomer, `/courses/${to}`)).toBe(404);
    for (const who of [student, newcomer, teacher]) expect(await status(who, `/assignments/${assignment}`)).toBe(200);
    for (const who of [guest, colleague]) expect(await status(who, `/assignments/${assignment}`)).toBe(404);
    expect(await status(student, `/courses/${to}`)).toBe(404);
    expect(await launched(student)).toBe(from);
    expect(await roleOf(teacher, to)).toBe('instructor');
    expect((await audited(place.scope, 'course.detached')).at(-1)).toMatchObject({
      actorId: colleague.id,
      targetId: to,
    });
  });

  it('can be done again', async () => {
    await attach();
    await undo();
    expect(await attach()).toMatchObject({ status: 200 });
    expect(await launched(student)).toBe(to);
  });
});

import { makeAssignment } from '#plugins/assignments';
import { Course, Enrollment } from '#plugins/courses';
import { Problem } from '#plugins/problems';
import { demoContent } from '#src/demo/load-demo.ts';
import { User } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { HintRules } from '../hint-rules.entity.ts';
import { hintRules, storePastHints } from './store-past-hints.ts';

const title = 'Hints, step by step';
const slugs = ['exact-change', 'dark-hours'];

/**
 * A course with an assignment in which three hints can be asked for, each of which takes a tenth of the problem's points, and in
 * which some have asked. Does nothing where it is already, or where the problems and people of the demo are not.
 */
export const addDemoHints = (scope: Scope): Promise<void> =>
  scope.transaction(async (inside) => {
    const { em } = inside;
    if (await em.findOne(Course, { title })) return;
    const problems = await em.find(Problem, { slug: { $in: slugs } }, { orderBy: { slug: 'desc' } });
    const teacher = await em.findOne(User, { email: 'instructor@demo.example' });
    if (problems.length === 0 || !teacher) return;
    const course = em.create(Course, { title, description: null, timeZone: inside.timeZone } as never);
    em.create(Enrollment, { course, user: teacher, role: 'instructor', ownRole: 'instructor' } as never);
    const members = await em.find(User, { email: { $like: '%@demo.example' } }, { orderBy: { email: 'asc' } });
    const learners = members.filter(({ roles }) => roles.includes('learner'));
    for (const user of learners) em.create(Enrollment, { course, user, role: 'learner', ownRole: 'learner' } as never);
    await em.flush();
    const assignment = await makeAssignment(inside, {
      courseId: course.id,
      problems: problems.map(({ id }) => ({ problemId: id, points: 50 })),
      resourceLinkId: null,
      title,
    });
    if (!assignment) return;
    em.create(HintRules, { assignment, ...hintRules } as never);
    await em.flush();
    // The student of the demo sign-ins has every hint before them.
    const others = learners.filter(({ email }) => email !== 'student@demo.example');
    await storePastHints(inside, assignment.id, others);
  });

export const demoHints = demoContent(addDemoHints);

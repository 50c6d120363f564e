import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Launch } from '#lti';
import type { App } from '#src/app.ts';
import { Course } from '../../../plugins/courses/course.entity.ts';
import { keepCourse } from '../../../plugins/courses/keep-course.ts';
import { aScope, openTestApp } from '../../support/app.ts';
import { aCourse } from '../../support/course-factories.ts';
import { aSignedInPerson } from '../../support/people.ts';
import { ofThePage, watchStatements } from '../../support/watch-statements.ts';

let app: App;
const watching = watchStatements();
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(async () => {
  watching.stop();
  await app.stop();
});

/** A learner of a course, and a launch that says what is known already. */
async function aKnownLaunch() {
  const scope = await aScope(app);
  const { user } = await aSignedInPerson(scope, []);
  const courseId = await aCourse(scope, { text: 'Algebra', people: [{ id: user.id, role: 'learner' }] });
  const { ltiContext } = await scope.transaction(({ em }) => em.findOneOrFail(Course, courseId));
  const launch = {
    userId: user.id,
    context: { id: ltiContext!.id, title: 'Algebra', label: 'Algebra' },
    resourceLink: null,
    role: 'learner',
    isTestUser: false,
  } as Launch;
  /** The statements of one launch that says so. */
  const launched = async (said: Partial<Launch>) => {
    watching.take();
    await scope.transaction((inside) => keepCourse(inside, { ...launch, ...said }));
    return ofThePage(watching.take());
  };
  return { launch, launched };
}

describe('bringing a course up to date', () => {
  it('costs one statement where nothing changed', async () => {
    const { launched } = await aKnownLaunch();
    expect(await launched({})).toEqual([expect.stringMatching(/^select .* from course c left join enrollment/)]);
  });

  it('costs one more for what changed, once', async () => {
    const { launch, launched } = await aKnownLaunch();
    const renamed = { context: { ...launch.context!, title: 'Algebra I' } };
    const read: unknown = expect.stringMatching(/^select/);
    expect(await launched(renamed)).toEqual([read, expect.stringMatching(/^update "course"/)]);
    expect(await launched(renamed)).toEqual([read]);
    const seen = { ...renamed, role: 'none', isTestUser: true } as const;
    expect(await launched(seen)).toEqual([read, expect.stringMatching(/^update "enrollment"/)]);
    expect(await launched(seen)).toEqual([read]);
  });
});

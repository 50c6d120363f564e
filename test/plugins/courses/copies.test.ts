import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { scopeIn } from '../../support/app.ts';
import { Course } from '../../../plugins/courses/course.entity.ts';
import { claimNames as names, roles, type Claims } from '../../support/lti/claim-names.ts';
import { openLaunches, type Launches } from '../../support/lti/open-launches.ts';

let tool: Launches;
beforeAll(async () => {
  tool = await openLaunches();
}, 120_000);
afterAll(() => tool.close());

const inCourse = (id: string, role: string, history?: string): Claims => ({
  [names.context]: { id, title: id },
  [names.resourceLink]: { id: `link of ${id}` },
  [names.roles]: [role],
  ...(history === undefined ? {} : { [names.custom]: { context_id_history: history } }),
});

/** A course that an instructor has launched, with words of its own, and launches of copies by the same person. */
async function openOriginal() {
  const place = await tool.place();
  const scope = await scopeIn(tool.app, place.organizationId);
  const find = (title: string) => scope.transaction(({ em }) => em.findOneOrFail(Course, { title }));
  const sub = 'the teacher';
  await tool.admits(() => place.launch({ claims: { sub, ...inCourse('2025', roles.instructor) } }));
  const original = await find('2025');
  const words = { description: 'We think.', timeZone: 'Asia/Tokyo' };
  await scope.transaction(({ em }) => em.nativeUpdate(Course, { id: original.id }, words));
  const copied = async (history: string, claims: Claims = {}) => {
    await tool.admits(() =>
      place.launch({ claims: { sub, ...inCourse('2026', roles.instructor, history), ...claims } }),
    );
    return find('2026');
  };
  return { original, copied };
}

describe('a course that the LMS copied', () => {
  it('has the words and the time zone of the last one in its history that is known here', async () => {
    const { original, copied } = await openOriginal();
    const copy = await copied('2024,2025,$Context.id.history');
    expect(copy).toMatchObject({ description: 'We think.', timeZone: 'Asia/Tokyo' });
    expect(copy.copiedFrom?.id).toBe(original.id);
  });

  it.each(['', '$Context.id.history', '2026', '"},{'])('begins anew with a history that says %p', async (history) => {
    const { copied } = await openOriginal();
    expect(await copied(history)).toMatchObject({ description: null, copiedFrom: null });
  });

  it('tells nothing of another course to whoever does not teach there, whatever somebody wrote into the LMS', async () => {
    const { copied } = await openOriginal();
    expect(await copied('2025', { sub: 'a stranger' })).toMatchObject({ description: null, timeZone: 'Asia/Tokyo' });
  });
});

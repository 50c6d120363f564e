import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { groupOf, membersOf } from '#plugins/courses';
import { User } from '#src/people/user.entity.ts';
import { evenParts, shuffled } from '../../../plugins/courses/groups/divide-randomly.ts';
import { openClass, type Class } from '../assignments/open-class.ts';
import { enroll } from '../../support/course-factories.ts';
import { aSignedInPerson } from '../../support/people.ts';

let place: Class;
let path: string;
beforeAll(async () => {
  place = await openClass();
  path = `/courses/${place.courseId}/groups`;
  await call(place.student.id, 'Ada Lovelace', 'ada@example.edu');
  await call(place.fellow.id, 'Alan Turing', null);
}, 120_000);
afterAll(() => place.app.stop());

const call = (id: string, name: string, email: string | null) =>
  place.scope.transaction(({ em }) => em.nativeUpdate(User, { id }, { name, email }));

interface Sets {
  readonly sets: readonly {
    readonly name: string;
    readonly without: number;
    readonly groups: readonly { readonly id: string; readonly name: string; readonly members: number }[];
  }[];
}
const setOf = async (name: string) =>
  ((await place.teacher.read(path)).data as unknown as Sets).sets.find((set) => set.name === name)!;

/** Groups of a set of its own, by name. */
async function made(...names: readonly string[]) {
  const setName = randomUUID();
  await place.assistant.post(path, { setName, names: names.join('\n') });
  const { groups } = await setOf(setName);
  const idOf = (name: string) => groups.find((group) => group.name === name)!.id;
  const of = (userId: string) =>
    place.scope.transaction((inside) => groupOf(inside, place.courseId, setName, userId), { readOnly: true });
  return {
    setName,
    idOf,
    of,
    put: (name: string, body: object) => place.teacher.post(`${path}/${idOf(name)}/members`, body),
  };
}

describe('the groups of a course', () => {
  it('take people by a choice and by a pasted list, and nobody is in two of a set', async () => {
    const { student, fellow } = place;
    const { put, of, idOf } = await made('Red', 'Blue');
    expect(await put('Red', { people: [student.id], lines: ' alan turing \n' })).toMatchObject({ status: 200 });
    expect([(await of(student.id))!.name, (await of(fellow.id))!.name]).toEqual(['Red', 'Red']);
    await put('Blue', { lines: 'ADA@example.edu' });
    expect((await of(student.id))!.name).toBe('Blue');
    const members = await place.scope.transaction((inside) => membersOf(inside, idOf('Red')), { readOnly: true });
    expect(members).toEqual([{ userId: fellow.id, name: 'Alan Turing' }]);
  });

  it('move nobody where a line names no student of the course, and say which', async () => {
    const { put, of } = await made('Red');
    const { status, fields, text } = await put('Red', {
      people: [place.student.id],
      lines: 'Alan Turing\nNobody At All',
    });
    expect({ status, fields }).toEqual({ status: 422, fields: ['lines'] });
    expect(text).toContain('Nobody At All');
    expect(await of(place.student.id)).toBeNull();
  });

  it('take nobody who teaches, nor anybody of another course', async () => {
    const { put } = await made('Red');
    for (const { id } of [place.teacher, place.stranger])
      expect(await put('Red', { people: [id] })).toMatchObject({ status: 422, fields: ['people'] });
  });

  it('are one for somebody at any moment, also when two put them into different ones at once', async () => {
    const { put, setName } = await made('Red', 'Blue');
    const people = [place.student.id];
    await Promise.all([
      put('Red', { people }),
      put('Blue', { people }),
      put('Red', { people }),
      put('Blue', { people }),
    ]);
    expect((await setOf(setName)).groups.reduce((sum, { members }) => sum + members, 0)).toBe(1);
  });

  it('are gone, renamed and left as staff say', async () => {
    const { put, idOf, of, setName } = await made('Red', 'Blue');
    await put('Red', { people: [place.student.id, place.fellow.id] });
    expect(await place.teacher.post(`${path}/${idOf('Red')}/name`, { name: 'Blue' })).toMatchObject({
      fields: ['name'],
    });
    await place.teacher.post(`${path}/${idOf('Red')}/name`, { name: 'Green' });
    expect((await of(place.student.id))!.name).toBe('Green');
    await place.teacher.post(`${path}/${idOf('Red')}/members/${place.student.id}/removal`);
    expect([await of(place.student.id), (await of(place.fellow.id))!.name]).toEqual([null, 'Green']);
    await place.teacher.post(`${path}/${idOf('Red')}/removal`);
    expect(await of(place.fellow.id)).toBeNull();
    expect((await setOf(setName)).groups.map(({ name }) => name)).toEqual(['Blue']);
  });
});

describe('groups by chance', () => {
  it('have everybody who was in none, with as many people at most as was said', async () => {
    const setName = randomUUID();
    for (let more = 0; more < 5; more += 1)
      await enroll(place.scope, place.courseId, (await aSignedInPerson(place.scope, [])).user.id);
    const answer = await place.teacher.post(path, { setName, isRandom: true, size: 3 });
    expect(answer).toMatchObject({ status: 200 });
    const { groups, without } = await setOf(setName);
    expect(groups.map(({ name, members }) => [name, members])).toEqual([
      ['1', 3],
      ['2', 2],
      ['3', 2],
    ]);
    expect(without).toBe(0);
    expect(await place.teacher.post(path, { setName, isRandom: true, size: 3 })).toMatchObject({ fields: ['setName'] });
  });

  it('come out as even as they can, and in any order', () => {
    const people = Array.from({ length: 10 }, (_none, place) => place);
    expect(evenParts(people, 4).map(({ length }) => length)).toEqual([3, 3, 2, 2]);
    const first = new Set(Array.from({ length: 200 }, () => shuffled(people)[0]));
    expect(first.size).toBeGreaterThan(5);
    expect(shuffled(people).toSorted((one, other) => one - other)).toEqual(people);
  });
});

describe('students', () => {
  it('see who is in their own groups, and no other group', async () => {
    const { put, idOf } = await made('Red', 'Ultramarine');
    await put('Red', { people: [place.student.id, place.fellow.id] });
    const { words } = await place.student.page(path);
    expect(words).toContain('Red');
    expect(words).toContain('Alan Turing');
    expect(words).not.toContain('Ultramarine');
    expect(await place.student.page(`${path}/${idOf('Red')}`)).toMatchObject({ status: 200 });
    expect(await place.student.page(`${path}/${idOf('Ultramarine')}`)).toMatchObject({ status: 404 });
  });

  it('change none of them', async () => {
    const { put, idOf, of } = await made('Red');
    await put('Red', { people: [place.fellow.id] });
    const { post } = place.student;
    for (const [to, body] of [
      [path, { setName: 'Mine', names: 'A' }],
      [`${path}/${idOf('Red')}/members`, { people: [place.student.id] }],
      [`${path}/${idOf('Red')}/members/${place.fellow.id}/removal`, {}],
      [`${path}/${idOf('Red')}/name`, { name: 'A' }],
      [`${path}/${idOf('Red')}/removal`, {}],
    ] as const)
      expect(await post(to, body)).toMatchObject({ status: 404 });
    expect((await of(place.fellow.id))!.name).toBe('Red');
  });

  it('who left the course are in its groups no more, and are again once they are back', async () => {
    const { put, idOf } = await made('Red');
    const { user } = await aSignedInPerson(place.scope, []);
    await enroll(place.scope, place.courseId, user.id);
    await put('Red', { people: [user.id] });
    const members = () => place.scope.transaction((inside) => membersOf(inside, idOf('Red')), { readOnly: true });
    const leave = (at: string | null) =>
      place.scope.transaction(({ em }) =>
        em.execute('update enrollment set left_at = ?::timestamptz where user_id = ?', [at, user.id]),
      );
    await leave('2026-01-01T00:00:00Z');
    expect(await members()).toEqual([]);
    await leave(null);
    expect(await members()).toHaveLength(1);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openClass, type Class } from './open-class.ts';

let place: Class;
beforeAll(async () => {
  place = await openClass();
});
afterAll(() => place.app.stop());

const sql = (statement: string, values: readonly unknown[]) =>
  place.scope.transaction(({ em }) => em.execute<Record<string, unknown>[]>(statement, [...values]));

describe('who leads a course without a role in the organization', () => {
  it('writes problems for it, which nobody else finds [D2-17]', async () => {
    expect((await place.teacher.page('/problems/new')).words).not.toContain('Everybody');
    const { status, data } = await place.teacher.post('/problems', { title: 'Own sum', visibility: 'public' });
    expect(status).toBe(201);
    const id = data.id as string;
    const changed = await place.teacher.put(`/problems/${id}`, { version: 1, visibility: 'public', category: 'Sums' });
    expect(changed.status).toBe(200);
    expect(await sql('select visibility, category from problem where id = ?', [id])).toEqual([
      { visibility: 'private', category: 'Sums' },
    ]);
    for (const who of [place.assistant, place.student, place.stranger])
      expect((await who.read(`/problems/${id}`)).status).toBe(404);
    expect((await place.teacher.page(`/problems/${id}/edit`)).status).toBe(200);
    expect((await place.teacher.page('/problems')).html).toContain('href="/problems/new"');
  });

  it("makes and renames no topic, which are the organization's", async () => {
    const id = crypto.randomUUID();
    await sql('insert into topic (id, organization_id, name, slug) values (?, ?, ?, ?)', [
      id,
      place.scope.organization.id,
      'Graphs',
      'graphs',
    ]);
    expect((await place.teacher.post('/topics', { name: 'Mine' })).status).toBe(403);
    expect((await place.teacher.post(`/topics/${id}/name`, { name: 'Mine' })).status).toBe(403);
    expect(await sql('select name from topic', [])).toEqual([{ name: 'Graphs' }]);
  });

  it('is an instructor there: assistants, students and who has left write none', async () => {
    for (const who of [place.assistant, place.fellow]) {
      expect((await who.post('/problems', { title: 'Not mine' })).status).toBe(403);
      expect((await who.page('/problems')).html).not.toContain('href="/problems/new"');
    }
    const { data } = await place.stranger.post('/problems', { title: 'Written before' });
    const left = (at: string) => sql(`update enrollment set left_at = ${at} where user_id = ?`, [place.stranger.id]);
    await left('now()');
    expect((await place.stranger.page(`/problems/${data.id as string}/edit`)).status).toBe(404);
    expect((await place.stranger.post('/problems', { title: 'Written after' })).status).toBe(403);
    await left('null');
    expect((await place.stranger.page(`/problems/${data.id as string}/edit`)).status).toBe(200);
  });
});

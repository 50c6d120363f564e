import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { OutgoingMail } from '#src/mail/outgoing-mail.entity.ts';
import { openData } from '#src/mail/mail-rows.ts';
import { User } from '#src/people/user.entity.ts';
import { aSignedInPerson } from '../../support/people.ts';
import { html, password } from '../../support/web.ts';
import { askAs, openClass, type Class } from '../assignments/open-class.ts';

let place: Class;
let maker: Awaited<ReturnType<typeof somebody>>;
beforeAll(async () => {
  place = await openClass();
  maker = await somebody('instructor');
}, 120_000);
afterAll(() => place.app.stop());

/** A member of the organization, who is in no course. */
async function somebody(role: 'instructor' | 'learner' = 'learner') {
  const { user, authorization } = await aSignedInPerson(place.scope, [role]);
  const email = `${randomUUID()}@example.edu`;
  await place.scope.transaction(({ em }) => em.nativeUpdate(User, { id: user.id }, { email }));
  return { id: user.id, email, ...askAs(place.address, authorization) };
}

const form = (title = 'Logic') => ({ title, description: 'We **think**.', timeZone: 'Europe/Berlin' });

async function aCourse() {
  const { data } = await maker.post('/courses', form());
  const path = (data as { readonly path: string }).path;
  const code = async () => {
    await maker.post(`${path}/enrolling/code`);
    return (await maker.read(`${path}/enrolling`)).data.joinCode as string;
  };
  return { path, id: path.split('/').at(-1)!, code };
}

const people = async (path: string, query = '') =>
  (await maker.read(`${path}/people${query}`)).data.people as {
    name: string;
    role: string;
    state: string;
    id: string;
  }[];

describe('a course without an LMS', () => {
  it('is made by who teaches in the organization, with title, description and time zone, and goes on [E-01]', async () => {
    const { path } = await aCourse();
    const { words, html: markup } = await maker.page(path);
    for (const part of ['Logic', 'Europe/Berlin', 'Instructor']) expect(words).toContain(part);
    expect(markup).toContain('<strong>think</strong>');
    const { data } = await maker.read(path);
    expect(data).toMatchObject({ ...form(), isActive: true, isOfLms: false, contextId: null, role: 'instructor' });
    const learner = await somebody();
    expect(await learner.post('/courses', form())).toMatchObject({ status: 404 });
    expect(await learner.page(path)).toMatchObject({ status: 404 });
    expect(await maker.post('/courses', { ...form(), timeZone: 'Mars/Base' })).toMatchObject({ fields: ['timeZone'] });
  });

  it('is edited by its instructors, not over what somebody else saved, and ends without losing anything', async () => {
    const { path, code } = await aCourse();
    const learner = await somebody();
    await learner.post('/courses/join', { code: await code() });
    const edit = { ...form('Sets'), version: 1, isActive: true };
    expect(await learner.post(`${path}/settings`, edit)).toMatchObject({ status: 404 });
    expect(await maker.post(`${path}/settings`, edit)).toMatchObject({ status: 200 });
    expect(await maker.post(`${path}/settings`, { ...edit, title: 'Late' })).toMatchObject({ status: 409 });
    expect((await learner.page('/courses')).words).toContain('Sets');
    await maker.post(`${path}/settings`, { ...edit, version: 2, isActive: false });
    expect((await learner.page('/courses')).words).not.toContain('Sets');
    expect((await learner.page('/courses?state=over')).words).toContain('Sets');
    expect(await learner.page(path)).toMatchObject({ status: 200 });
    expect(await (await somebody()).post('/courses/join', { code: await code() })).toMatchObject({ status: 422 });
  });
});

describe('the page of a course', () => {
  it('lists what is to solve, with dates and points, to students what has opened [E-04]', async () => {
    const { id } = await place.assign({ dueAt: new Date('2100-01-02T00:00:00Z') });
    const later = await place.assign({ releaseAt: new Date('2100-01-01T00:00:00Z') });
    const listed = async (who: Class['student']) => {
      const { data } = await who.read(`/courses/${place.courseId}`);
      const [panel] = data.panels as { name: string; data: { assignments: { id: string }[] } }[];
      return panel!.data.assignments;
    };
    expect(await listed(place.student)).toEqual([
      {
        id,
        title: 'Two sum',
        opensAt: null,
        dueAt: '2100-01-02T00:00:00.000Z',
        lateUntil: null,
        minutes: null,
        points: 100,
        problems: 1,
        isOptional: false,
      },
    ]);
    expect((await listed(place.teacher)).map((one) => one.id)).toEqual([id, later.id]);
    expect((await place.student.page(`/courses/${place.courseId}`)).words).toContain('Two sum');
  });
});

describe('the code of a course', () => {
  it('makes students of members, however they type it, and of each once [E-03]', async () => {
    const { path, code } = await aCourse();
    const typed = ` ${(await code()).toLowerCase()} `;
    const learner = await somebody();
    const other = await somebody();
    for (const one of [learner, learner, other, maker])
      expect(await one.post('/courses/join', { code: typed })).toMatchObject({ status: 200, data: { path } });
    expect(new Map((await people(path)).map(({ id, role }) => [id, role]))).toEqual(
      new Map([
        [learner.id, 'learner'],
        [other.id, 'learner'],
        [maker.id, 'instructor'],
      ]),
    );
    expect(await people(path)).toHaveLength(3);
    expect((await people(path, '?limit=2&page=2')).length).toBe(1);
    expect(await learner.page(`${path}/people`)).toMatchObject({ status: 404 });
  });

  it('leads nowhere once there is a new one, or it is closed', async () => {
    const { path, code } = await aCourse();
    const [former, now] = [await code(), await code()];
    const learner = await somebody();
    expect(await learner.post('/courses/join', { code: former })).toMatchObject({ status: 422, fields: ['code'] });
    await maker.post(`${path}/enrolling/code/closing`);
    expect(await learner.post('/courses/join', { code: now })).toMatchObject({ status: 422, fields: ['code'] });
    expect(await learner.post(`${path}/enrolling/code`)).toMatchObject({ status: 404 });
  });

  it('is not for guessing', async () => {
    const learner = await somebody();
    const tries = Array.from({ length: 21 }, () => learner.post('/courses/join', { code: 'ABCDEABCDE' }));
    expect((await Promise.all(tries)).filter(({ status }) => status === 429)).not.toEqual([]);
  });
});

describe('who leaves', () => {
  it('is out, keeps the work, and comes back by the code as what they were', async () => {
    const { path, code } = await aCourse();
    const learner = await somebody();
    const joinCode = await code();
    await learner.post('/courses/join', { code: joinCode });
    await learner.post(`${path}/leaving`);
    expect(await learner.page(path)).toMatchObject({ status: 404 });
    expect(await people(path, '?state=left')).toMatchObject([{ id: learner.id }]);
    await learner.post('/courses/join', { code: joinCode });
    expect(await learner.page(path)).toMatchObject({ status: 200 });
  });

  it('because an instructor says so does not come back by the code, but when an instructor says so', async () => {
    const { path, code } = await aCourse();
    const learner = await somebody();
    const joinCode = await code();
    await learner.post('/courses/join', { code: joinCode });
    const at = `${path}/people/${learner.id}`;
    expect(await learner.post(`${at}/deactivation`)).toMatchObject({ status: 404 });
    await maker.post(`${at}/deactivation`);
    expect(await learner.page(path)).toMatchObject({ status: 404 });
    expect(await learner.post('/courses/join', { code: joinCode })).toMatchObject({ status: 403 });
    await maker.post(`${at}/reactivation`);
    expect(await learner.page(path)).toMatchObject({ status: 200 });
  });

  it('is never the last who teaches, also when two go at once', async () => {
    const { path, code } = await aCourse();
    const other = await somebody();
    await other.post('/courses/join', { code: await code() });
    expect(await maker.post(`${path}/leaving`)).toMatchObject({ status: 409 });
    expect(await maker.post(`${path}/people/${maker.id}/role`, { role: 'learner' })).toMatchObject({ status: 409 });
    await maker.post(`${path}/people/${other.id}/role`, { role: 'instructor' });
    const answers = await Promise.all([maker.post(`${path}/leaving`), other.post(`${path}/leaving`)]);
    expect(answers.map(({ status }) => String(status)).toSorted()).toEqual(['200', '409']);
  });

  it('came from an LMS only by what the LMS says', async () => {
    const at = `/courses/${place.courseId}/people/${place.student.id}`;
    for (const act of ['deactivation', 'reactivation', 'role'])
      expect(await place.teacher.post(`${at}/${act}`, { role: 'instructor' })).toMatchObject({ status: 409 });
    expect(await place.student.post(`/courses/${place.courseId}/leaving`)).toMatchObject({ status: 404 });
    expect(await place.teacher.page(`/courses/${place.courseId}/enrolling`)).toMatchObject({ status: 404 });
  });
});

describe('an invitation by mail', () => {
  /** Asks, and reads the link as whoever gets the mail. */
  async function invited(path: string, email: string, role = 'learner') {
    const answer = await maker.post(`${path}/enrolling/invitations`, { emails: `${email},`, role });
    expect(answer).toMatchObject({ status: 200 });
    const rows = await place.scope.transaction(({ em }) =>
      em.find(OutgoingMail, { mail: 'courses.courseInvitation', toAddress: email }, { orderBy: { createdAt: 'desc' } }),
    );
    const { url } = openData(place.scope, rows[0]!.id, rows[0]!.sealedData!) as { readonly url: string };
    return new URL(url).pathname.replace(/^\/o\/[^/]+/, '');
  }

  it('brings a member in, in the role that it says, once', async () => {
    const { path } = await aCourse();
    const [assistant, other] = [await somebody(), await somebody()];
    const link = await invited(path, assistant.email, 'teachingAssistant');
    expect(await other.post(`${link}/acceptance`)).toMatchObject({ status: 403 });
    expect((await other.page(link)).words).not.toContain('Logic');
    expect((await assistant.page(link)).words).toContain('Logic');
    expect(await assistant.post(`${link}/acceptance`)).toMatchObject({ status: 200 });
    expect(await people(path, '?role=teachingAssistant')).toMatchObject([{ id: assistant.id }]);
    expect(await assistant.post(`${link}/acceptance`)).toMatchObject({ status: 410 });
  });

  it('makes somebody new a learner of the organization, and signs them in', async () => {
    const { path } = await aCourse();
    const email = `${randomUUID()}@example.edu`;
    const link = await invited(path, email);
    const { slug } = place.scope.organization;
    const answer = await fetch(`${place.address}/o/${slug}${link}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { ...html, 'sec-fetch-site': 'same-origin' },
      body: new URLSearchParams({ name: 'Nia Neu', password }),
    });
    expect({ status: answer.status, location: answer.headers.get('location') }).toEqual({
      status: 303,
      location: path,
    });
    const user = await place.scope.transaction(({ em }) => em.findOneOrFail(User, { email }));
    expect([user.name, user.roles]).toEqual(['Nia Neu', ['learner']]);
    expect(await people(path, '?role=learner')).toMatchObject([{ id: user.id }]);
  });

  it('is none once there is another, or it is taken back', async () => {
    const { path } = await aCourse();
    const learner = await somebody();
    const [former, now] = [await invited(path, learner.email), await invited(path, learner.email)];
    expect(await learner.page(former)).toMatchObject({ status: 410 });
    const { invitations } = (await maker.read(`${path}/enrolling`)).data as { invitations: { id: string }[] };
    expect(invitations).toHaveLength(1);
    await maker.post(`${path}/enrolling/invitations/${invitations[0]!.id}/removal`);
    expect(await learner.post(`${now}/acceptance`)).toMatchObject({ status: 410 });
  });

  it('goes to no address that is none', async () => {
    const { path } = await aCourse();
    const answer = await maker.post(`${path}/enrolling/invitations`, { emails: 'nobody, a@example.edu' });
    expect(answer).toMatchObject({ status: 422, fields: ['emails'] });
    expect(answer.text).toContain('nobody');
  });
});

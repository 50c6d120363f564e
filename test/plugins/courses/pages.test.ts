import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { claimNames as names, roles, type Claims } from '../../support/lti/claim-names.ts';
import { openLaunches, type Launches } from '../../support/lti/open-launches.ts';

let tool: Launches;
beforeAll(async () => {
  tool = await openLaunches();
}, 120_000);
afterAll(() => tool.close());

type Place = Awaited<ReturnType<Launches['place']>>;

/** Launches, and asks for pages in the session that it opened. */
async function arrive({ launch }: Pick<Place, 'launch'>, claims: Claims = {}) {
  const { answer, token, user } = await tool.admits(() => launch({ claims }));
  const client = tool.client({ cookie: `__Host-assay=${token}` });
  const [, course, link] = /^\/courses\/([\w-]+)\/links\/([\w-]+)/.exec(answer.location!)!;
  return { user, course, link, home: await client.ask(answer.location!), ask: client.ask };
}

const as = (...given: readonly string[]): Claims => ({ [names.roles]: given });
const inCourse = (title: string, ...given: readonly string[]): Claims => ({
  ...as(...given),
  [names.context]: { id: title, title },
  [names.resourceLink]: { id: `link of ${title}`, title: `Link of ${title}` },
});

describe('the page to which a link without content leads', () => {
  it.each([
    ['an instructor', [roles.instructor], ['Instructor', 'Nothing is set up for it yet', 'Choose the first problem']],
    ['an assistant', [roles.teachingAssistant], ['Teaching assistant', 'Nothing is set up for it yet']],
    ['a student', [roles.learner], ['Student', 'This is not set up yet', 'nothing for you to do']],
    ['somebody without a role', [], ['Visitor', 'You are here to look']],
  ])('says to %s who they are, where they are and what comes next [CORE-21]', async (_name, given, words) => {
    const { home } = await arrive(await tool.place(), as(...given));
    expect(home.status).toBe(200);
    for (const part of ['Ada Lovelace', 'Fizz buzz', 'Programming', ...words]) expect(home.words).toContain(part);
    expect(home.words).not.toContain('Test user');
  });

  it('shows a test user that they are one [CORE-12]', async () => {
    const { home } = await arrive(await tool.place(), as(roles.learner, roles.testUser));
    expect(home.words).toContain('Test user');
    expect(home.words).toContain('counts nowhere');
  });

  it('is there outside every course [CERT-I09]', async () => {
    const { home, course, ask } = await arrive(await tool.place(), { [names.context]: undefined });
    expect(home.words).toContain('Fizz buzz');
    expect(home.words).toContain('the link is on its own');
    expect((await ask(`/courses/${course}`)).words).toContain('Fizz buzz');
  });

  it('has words for links and courses of which the LMS says nothing but an id', async () => {
    const nameless = { [names.context]: { id: 'c' }, [names.resourceLink]: { id: 'l' } };
    const { home } = await arrive(await tool.place(), nameless);
    expect(home.words).toContain('Link without a title');
    expect(home.words).toContain('Course without a title');
  });

  it('speaks the language of the launch', async () => {
    const presentation = { [names.launchPresentation]: { locale: 'de' } };
    const { home } = await arrive(await tool.place(), { ...as(roles.learner), ...presentation });
    expect(home.words).toContain('Dies ist noch nicht eingerichtet');
  });
});

describe('somebody in two courses', () => {
  it('is in each what they are there, and in no other course at all [CORE-22]', async () => {
    const place = await tool.place();
    const sub = randomUUID();
    const algebra = await arrive(place, { sub, ...inCourse('Algebra', roles.instructor) });
    const biology = await arrive(place, { sub, ...inCourse('Biology', roles.learner) });
    const stranger = await arrive(place, inCourse('Chemistry', roles.instructor));
    expect(algebra.home.words).toContain('Instructor');
    expect(biology.home.words).toContain('Student');
    const at = (course = '', link = '') => `/courses/${course}/links/${link}`;
    for (const path of [
      at(stranger.course, stranger.link),
      at(algebra.course, biology.link),
      at(algebra.course, stranger.link),
      `/courses/${stranger.course}`,
      `/courses/${randomUUID()}`,
    ])
      expect(await biology.ask(path)).toMatchObject({ status: 404 });
    expect(await biology.ask(at(algebra.course, algebra.link))).toMatchObject({ status: 200 });
  });

  it('finds both in a list and on the page where they arrive, and somebody else finds neither', async () => {
    const place = await tool.place();
    const sub = randomUUID();
    await arrive(place, { sub, ...inCourse('Algebra', roles.instructor) });
    const { ask } = await arrive(place, { sub, ...inCourse('Biology', roles.learner) });
    for (const path of ['/courses', '/']) {
      const { words } = await ask(path);
      expect(words).toMatch(/Algebra.*Instructor.*Biology.*Student/);
    }
    const other = await arrive(place, inCourse('Chemistry', roles.learner));
    for (const path of ['/courses', '/']) {
      const { words } = await other.ask(path);
      expect(words).toContain('Chemistry');
      expect(words).not.toContain('Algebra');
    }
  });
});

describe('the page of a course', () => {
  it('tells staff how many people there are, without test users, and students nothing of it', async () => {
    const place = await tool.place();
    await arrive(place, as(roles.learner, roles.testUser));
    const student = await arrive(place, as(roles.learner));
    const staff = await arrive(place, as(roles.teachingAssistant));
    const seen = (await staff.ask(`/courses/${staff.course}`)).words;
    expect(seen).toContain('Programming');
    expect(seen).toMatch(/Students 1 Teaching assistants 1 Instructors 0/);
    const little = (await student.ask(`/courses/${student.course}`)).words;
    expect(little).toContain('Programming');
    expect(little).not.toContain('Teaching assistants');
  });
});

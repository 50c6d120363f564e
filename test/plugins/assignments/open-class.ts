import { openTestApp, scopeIn, anOrganization, type TestAppOptions } from '../../support/app.ts';
import { anAssignment } from '../../support/assignment-factories.ts';
import { aCourse } from '../../support/course-factories.ts';
import { aSignedInPerson } from '../../support/people.ts';
import { html, htmx, json } from '../../support/web.ts';

type Rules = Omit<Parameters<typeof anAssignment>[1], 'text' | 'people' | 'courseId'>;

/** The code that solves the problem of `anAssignment`. */
export const right = 'print(sum(map(int, input().split())))';

/** The application with one course: who teaches it, who learns in it, and somebody of another course. */
export async function openClass(options: TestAppOptions = {}) {
  const app = await openTestApp(options);
  const { port } = await app.serve({ port: 0, host: '127.0.0.1' });
  const address = `http://127.0.0.1:${port}`;
  const scope = await scopeIn(app, (await anOrganization(app)).id);
  const person = async () => {
    const { user, authorization } = await aSignedInPerson(scope, ['learner']);
    return { id: user.id, ...askAs(address, authorization) };
  };
  const [teacher, assistant, student, fellow, stranger] = [
    await person(),
    await person(),
    await person(),
    await person(),
    await person(),
  ];
  const people = [
    { id: teacher.id, role: 'instructor' },
    { id: assistant.id, role: 'teachingAssistant' },
    { id: student.id, role: 'learner' },
    { id: fellow.id, role: 'learner' },
  ] as const;
  const courseId = await aCourse(scope, { text: 'Algorithms', people });
  // Whoever teaches elsewhere has no say here; the student teaches in the other course.
  const elsewhere = [
    { id: stranger.id, role: 'instructor' },
    { id: student.id, role: 'instructor' },
  ] as const;
  const otherCourseId = await aCourse(scope, { text: 'Elsewhere', people: elsewhere });
  const assign = (rules: Rules = {}) => anAssignment(scope, { text: 'Two sum', courseId, ...rules });
  const elsewhereAssigned = () => anAssignment(scope, { text: 'Other', courseId: otherCourseId });
  return { app, address, scope, courseId, teacher, assistant, student, fellow, stranger, assign, elsewhereAssigned };
}

export type Class = Awaited<ReturnType<typeof openClass>>;

/** What one person asks for. */
export function askAs(address: string, authorization: string) {
  const send = async (path: string, init: Omit<RequestInit, 'headers'> & { headers: Record<string, string> }) => {
    const headers = { ...init.headers, authorization };
    const response = await fetch(address + path, { redirect: 'manual', ...init, headers });
    return { status: response.status, location: response.headers.get('location'), text: await response.text() };
  };
  const change = async (method: string, path: string, body: object) => {
    const headers = { ...json, 'content-type': 'application/json' };
    return dataOf(await send(`/api/v1${path}`, { method, headers, body: JSON.stringify(body) }));
  };
  const sendForm = (path: string, fields: Record<string, string>, kind: Record<string, string>) =>
    send(path, {
      method: 'POST',
      headers: { ...kind, 'sec-fetch-site': 'same-origin' },
      body: new URLSearchParams(fields),
    });
  return {
    page: async (path: string) => {
      const { text, ...answer } = await send(path, { headers: html });
      return { ...answer, html: text, words: wordsOf(text) };
    },
    read: async (path: string) => dataOf(await send(`/api/v1${path}`, { headers: json })),
    post: (path: string, body: object = {}) => change('POST', path, body),
    put: (path: string, body: object) => change('PUT', path, body),
    /** As htmx sends it. */
    sendForm: (path: string, fields: Record<string, string>) => sendForm(path, fields, htmx),
    /** As a browser without script sends it. */
    sendPage: (path: string, fields: Record<string, string>) => sendForm(path, fields, html),
  };
}

/** What a reader reads. */
const wordsOf = (page: string) =>
  page
    .replaceAll(/<(script|style|head)\b.*?<\/\1>/gs, ' ')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&nbsp;', ' ')
    .replaceAll(/\s+/g, ' ');

function dataOf({ status, text }: { readonly status: number; readonly text: string }) {
  const body = JSON.parse(text) as { data: Record<string, never>; error: { details: { field: string }[] } | null };
  return {
    status,
    data: body.data as Record<string, unknown>,
    fields: body.error?.details.map(({ field }) => field) ?? [],
    text,
  };
}

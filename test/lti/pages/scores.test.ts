import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { claimNames as names, roles } from '../../support/lti/claim-names.ts';
import { openGrades, type Grades, type GradesOptions } from '../../support/lti/open-grades.ts';
import { openLaunches, type Launches } from '../../support/lti/open-launches.ts';
import { aVisitor, visitor } from '../../support/lti/visitor.ts';
import { reconcileLineItem } from '../../../lti/scores/reconcile-line-item.ts';

let tool: Launches;
beforeAll(async () => {
  tool = await openLaunches();
}, 120_000);
afterAll(() => tool.close());

const opened: Grades[] = [];
const grades = async (options?: GradesOptions) => {
  const made = await openGrades(tool, options);
  opened.push(made);
  return made;
};
afterEach(() => Promise.all(opened.splice(0).map((each) => each.close())));

/** Launches and looks at pages in that session. */
async function arrive(place: Grades, role: string) {
  const claims = { [names.roles]: [role], [names.endpoint]: place.endpoint };
  const { token } = await tool.admits(() => place.bareLaunch({ claims }));
  return visitor(tool.address, { authorization: `Bearer ${token}` });
}

describe('the columns of a gradebook', () => {
  it('are there for instructors of the course and for administrators, and for nobody else', async () => {
    const place = await grades();
    const id = await place.score();
    const paths = [
      `/lti/line-items/${place.lineItemId}`,
      `/lti/scores/${id}`,
      `/lti/contexts/${place.contextId}/test-scores/new`,
    ];
    const teacher = await arrive(place, roles.instructor);
    const admin = await aVisitor(tool, place.organizationId, ['admin']);
    const student = await arrive(place, roles.learner);
    const elsewhere = await arrive(await grades(), roles.instructor);
    for (const path of paths) {
      expect((await teacher.look(path)).status).toBe(200);
      expect((await admin.look(path)).status).toBe(200);
      for (const other of [student, elsewhere]) expect((await other.look(path)).status).toBe(404);
    }
    expect((await teacher.look('/lti/line-items')).text).toContain('Fizz buzz');
    expect((await student.look('/lti/line-items')).status).toBe(404);
    expect((await elsewhere.look(`/lti/line-items?context=${place.contextId}`)).text).not.toContain(place.lineItemId);
  });

  it('show ours, what the LMS has, its words and what to do, and send again what did not arrive [AGS-24][AGS-26]', async () => {
    const place = await grades();
    place.gradebook.suffer(({ path }) =>
      path.includes('/scores') ? { status: 422, body: { message: 'User <b>unknown</b> is not enrolled' } } : null,
    );
    const id = await place.score();
    await place.deliver();
    const teacher = await arrive(place, roles.instructor);
    const column = await teacher.look(`/lti/line-items/${place.lineItemId}`);
    for (const words of ['Ada Lovelace', '7 / 10', 'Did not arrive', 'User &lt;b&gt;unknown&lt;/b&gt; is not enrolled'])
      expect(column.text).toContain(words);
    const score = await teacher.look(`/lti/scores/${id}`);
    expect(score.text).toContain('Enrol the person as a student there');
    place.gradebook.suffer(null);
    expect(await teacher.send(`/lti/scores/${id}/sending`)).toMatchObject({ status: 303, to: `/lti/scores/${id}` });
    await place.deliver();
    expect(await place.row()).toMatchObject({ state: 'sent' });
    expect((await teacher.send(`/lti/line-items/${place.lineItemId}/sending`)).status).toBe(303);
  });

  it('let somebody keep what was changed in the LMS, or replace it, and tell who did [AGS-23]', async () => {
    const place = await grades();
    const id = await place.score();
    await place.deliver();
    const key = `/lineitems/1 ${place.student.sub}`;
    place.gradebook.stored.set(key, { ...place.gradebook.stored.get(key)!, scoreGiven: 3 });
    await reconcileLineItem(place.scope, place.lineItemId);
    const teacher = await arrive(place, roles.instructor);
    expect((await teacher.look(`/lti/scores/${id}`)).text).toContain('somebody changed it there');
    expect((await teacher.send(`/lti/scores/${id}/keeping`)).status).toBe(303);
    expect(await place.row()).toMatchObject({ state: 'kept' });
    expect((await teacher.send(`/lti/scores/${id}/keeping`)).status).toBe(409);
    expect((await teacher.send(`/lti/scores/${id}/replacement`)).status).toBe(303);
    await place.deliver();
    expect(place.gradebook.posts.at(-1)!.score.scoreGiven).toBe(7);
    const { text } = await teacher.look(`/lti/scores/${id}`);
    expect(text).toMatch(/Ours is to replace the value in the LMS[\s\S]*Ada Lovelace[\s\S]*The value in the LMS stays/);
  });
});

describe('a test score', () => {
  it('is sent to a column made for it, shows the answer, and is taken back with the column [CERT-A03][CERT-A04]', async () => {
    const place = await grades();
    const teacher = await arrive(place, roles.instructor);
    const form = `/lti/contexts/${place.contextId}/test-scores`;
    expect((await teacher.look(`${form}/new`)).text).toContain('A new column for tests');
    const fields = { subject: 'somebody-7', scoreGiven: '0.5', scoreMaximum: '1' };
    const sent = await teacher.send(form, fields);
    expect(sent.status).toBe(303);
    expect(place.gradebook.posts.at(-1)!.score).toMatchObject({
      userId: 'somebody-7',
      scoreGiven: 0.5,
      scoreMaximum: 1,
    });
    expect((await teacher.look(sent.to!)).text).toMatch(/The LMS took it[\s\S]*somebody-7[\s\S]*200/);
    expect(place.gradebook.columns.size).toBe(2);
    await teacher.send(`${sent.to}/withdrawal`);
    expect(place.gradebook.columns.size).toBe(1);
    expect((await teacher.look(sent.to!)).text).toContain('Taken back');
  });

  it('goes to a member in a column that is there, unless they have a grade, and is cleared again', async () => {
    const place = await grades();
    const teacher = await arrive(place, roles.instructor);
    const form = `/lti/contexts/${place.contextId}/test-scores`;
    const fields = { lineItem: place.lineItemId, member: place.student.sub, scoreGiven: '1', scoreMaximum: '1' };
    const { to } = await teacher.send(form, fields);
    await teacher.send(`${to}/withdrawal`);
    expect(place.gradebook.posts.at(-1)!.score).toMatchObject({
      gradingProgress: 'NotReady',
      userId: place.student.sub,
    });
    expect(place.gradebook.posts.at(-1)!.score).not.toHaveProperty('scoreGiven');
    await place.score();
    const refused = await teacher.send(form, fields);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('has a grade in this column');
    const nobody = await teacher.send(form, { scoreGiven: '1', scoreMaximum: '1' });
    expect(nobody.text).toContain('Choose a member');
  });

  it('shows the words of an LMS that refuses it', async () => {
    const place = await grades();
    place.gradebook.suffer(({ path }) =>
      path.includes('/scores') ? { status: 400, body: { message: 'No such user' } } : null,
    );
    const teacher = await arrive(place, roles.instructor);
    const fields = { lineItem: place.lineItemId, subject: 'x', scoreGiven: '1', scoreMaximum: '1' };
    const { to } = await teacher.send(`/lti/contexts/${place.contextId}/test-scores`, fields);
    expect((await teacher.look(to!)).text).toMatch(/The LMS did not take it[\s\S]*400[\s\S]*No such user/);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { claimNames as names, roles, type Claims } from '../../support/lti/claim-names.ts';
import { expectReadable } from '../../support/lti/expect-refusal.ts';
import { LtiLineItem, sendScore } from '#lti';
import { scopeIn } from '../../support/app.ts';
import { openLaunches, type Launches, type Place } from '../../support/lti/open-launches.ts';
import { moodleClaims } from '../../support/lti/moodle-claims.ts';

let tool: Launches;
beforeAll(async () => {
  tool = await openLaunches();
}, 120_000);
afterAll(() => tool.close());

const lineItem = { [names.endpoint]: { lineitem: 'https://lms.example/items/1', scope: [] } };
const reviewOf = (user_id: string, more: Claims = {}): Claims => ({
  [names.messageType]: 'LtiSubmissionReviewRequest',
  [names.forUser]: { user_id },
  ...lineItem,
  ...more,
});
const as = (...given: readonly string[]): Claims => ({ [names.roles]: given });

/** Launches a review that is let in, and looks where it leads. */
async function review({ launch }: Pick<Place, 'launch'>, claims: Claims) {
  const admitted = await tool.admits(() => launch({ claims }));
  const page = await tool.follow(admitted);
  expectReadable(page);
  return { ...admitted, page };
}

const subjects = (organizationId: string) =>
  tool.rows.rows(
    `select u.name, i.subject from identity i join "user" u on u.id = i.user_id where i.organization_id = $1 order by 2`,
    [organizationId],
  );

describe('a review of a submission', () => {
  it('by an instructor opens the page of that person at that link [SR-01, SR-06]', async () => {
    const place = await tool.place();
    const student = await tool.admits(() =>
      place.launch({ claims: { sub: 'sam', name: 'Sam', ...as(roles.learner) } }),
    );
    const { answer, page } = await review(place, reviewOf('sam'));
    expect(answer.location).toMatch(
      new RegExp(`^/courses/[\\w-]+/links/[\\w-]+/reviews/${String(student.user.id)}\\?frame=`),
    );
    for (const words of ['Sam', 'Fizz buzz', 'There is no submission yet', 'You can grade anyway'])
      expect(page.words).toContain(words);
  });

  it('shows what the LMS was told for the person, or is about to be', async () => {
    const place = await tool.place();
    const student = await tool.admits(() =>
      place.launch({ claims: { sub: 'sam', name: 'Sam', ...as(roles.learner), ...lineItem } }),
    );
    const scope = await scopeIn(tool.app, place.organizationId);
    await scope.transaction(async (inside) => {
      const { id: lineItemId } = await inside.em.findOneOrFail(LtiLineItem, { isCoupled: true });
      await sendScore(inside, {
        lineItemId,
        userId: String(student.user.id),
        scoreGiven: 7,
        scoreMaximum: 10,
        activityProgress: 'Completed',
        gradingProgress: 'FullyGraded',
        at: inside.now(),
      });
    });
    const { page } = await review(place, reviewOf('sam'));
    for (const words of ['7 / 10', 'not there yet']) expect(page.words).toContain(words);
  });

  it('of somebody who never came makes them, and they are the same one when they come [SR-03, NRPS-11]', async () => {
    const place = await tool.place();
    const { page } = await review(place, reviewOf('new-1234567'));
    expect(page.words).toContain('User 234567');
    const { user } = await tool.admits(() =>
      place.launch({ claims: { sub: 'new-1234567', name: 'Nora Neu', ...as(roles.learner) } }),
    );
    expect(await subjects(place.organizationId)).toContainEqual({ name: 'Nora Neu', subject: 'new-1234567' });
    const named = await review(place, reviewOf('new-1234567'));
    expect(named.answer.location).toContain(String(user.id));
    expect(named.page.words).toContain('Nora Neu');
  });

  it('takes who somebody is where the platform says it [SR-03]', async () => {
    const place = await tool.place();
    const known = { user_id: 'p', given_name: 'Petra', family_name: 'Prüfling', roles: [roles.learner] };
    const { page } = await review(place, { ...reviewOf('p'), [names.forUser]: { ...known, person_sourcedid: 'S1' } });
    expect(page.words).toContain('Petra Prüfling');
    const [row] = await tool.rows.rows(
      `select m.person_sourced_id, m.launched_at from lti_membership m join "user" u on u.id = m.user_id
       where u.name = 'Petra Prüfling'`,
    );
    expect(row).toEqual({ person_sourced_id: 'S1', launched_at: null });
  });

  it('by a learner opens their own [SR-02]', async () => {
    const place = await tool.place();
    const { page } = await review(place, { sub: 'me', name: 'Mia', ...reviewOf('me'), ...as(roles.learner) });
    expect(page.status).toBe(200);
    expect(page.words).toContain('You have handed in nothing');
    expect(page.words).not.toContain('grade anyway');
  });

  it.each([
    ['a learner', [roles.learner]],
    ['a visitor', []],
    ['staff of the institution alone', [roles.institutionInstructor]],
  ])('of somebody else by %s is refused with 403, and recorded [SR-02]', async (_name, given) => {
    const place = await tool.place();
    const { answer } = await tool.refuses(() => place.launch({ claims: { ...reviewOf('sam'), ...as(...given) } }), {
      reason: 'review-of-another',
      status: 403,
    });
    expectReadable(answer);
    expect(answer.words).toContain('You see your own');
    expect(await subjects(place.organizationId)).toEqual([]);
  });

  it('is not to be had by its address either [SR-02]', async () => {
    const place = await tool.place();
    const { answer } = await review(place, reviewOf('sam'));
    const path = answer.location!;
    const see = async (claims: Claims) =>
      tool.follow({ ...(await tool.admits(() => place.launch({ claims }))), answer: { ...answer, location: path } });
    const other = await see(as(roles.learner));
    expect(other.status).toBe(403);
    expect(other.words).toContain('This is the work of somebody else');
    const elsewhere = { [names.context]: { id: 'other', title: 'Other' }, [names.resourceLink]: { id: 'x' } };
    expect((await see({ ...as(roles.instructor), ...elsewhere })).status).toBe(404);
    expect((await see({ sub: 'sam', ...as(roles.learner) })).status).toBe(200);
  });

  it.each([
    ['whose submission', { [names.forUser]: undefined }, 'for_user.user_id'],
    ['an id in it', { [names.forUser]: { name: 'Sam' } }, 'for_user.user_id'],
    ['a line item', { [names.endpoint]: { scope: [] } }, 'endpoint.lineitem'],
    ['a link', { [names.resourceLink]: undefined }, 'resource_link.id'],
  ])('without %s is refused, and the record says so [SR-01]', async (_name, more, detail) => {
    const { launch } = await tool.place();
    await tool.refuses(() => launch({ claims: reviewOf('sam', more) }), { reason: 'claims-missing', detail: [detail] });
  });

  it('leaves the custom values of the link as they are [SR-04]', async () => {
    const place = await tool.place();
    const custom = (values: object) => ({ [names.custom]: values });
    await tool.admits(() => place.launch({ claims: custom({ item: 'problems.1' }) }));
    await review(place, reviewOf('sam', custom({ review: 'yes' })));
    const [link] = await tool.rows.rows('select custom from lti_resource_link where organization_id = $1', [
      place.organizationId,
    ]);
    expect(link).toEqual({ custom: { item: 'problems.1' } });
  });

  it('as a real Moodle sends it names the person by their id alone, and opens them [SR-01, SR-03, MOO-20]', async () => {
    const { platform, begin, organizationId } = await tool.place();
    const claims = moodleClaims('submission-review', platform);
    const target = { target_link_uri: String(claims[names.targetLinkUri]) };
    const { client, state, nonce } = await begin(tool.client(), target);
    const id_token = await platform.idToken({ ...claims, nonce });
    const admitted = await tool.admits(() => client.launch({ id_token, state }));
    const page = await tool.follow(admitted);
    for (const words of ['User 4', 'Deep linked 1', 'LTI rig course']) expect(page.words).toContain(words);
    expect(await subjects(organizationId)).toMatchObject([{ subject: '3' }, { subject: '4' }]);
  });

  it('outside every course opens the link that stands alone [SR-01]', async () => {
    const { page } = await review(await tool.place(), reviewOf(randomUUID(), { [names.context]: undefined }));
    expect(page.words).toContain('There is no submission yet');
  });
});

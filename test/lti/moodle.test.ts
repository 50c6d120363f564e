import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { claimNames as names } from '../support/lti/claim-names.ts';
import { openLaunches, type Launches, type Place } from '../support/lti/open-launches.ts';
import { moodleClaims } from '../support/lti/moodle-claims.ts';

let tool: Launches;
let moodle: Place;
beforeAll(async () => {
  tool = await openLaunches();
  moodle = await tool.place();
}, 120_000);
afterAll(() => tool.close());

/** Launches with a recorded token, from the one Moodle that they all come from. */
async function launchRecorded(name: string) {
  const { platform, begin } = moodle;
  const claims = moodleClaims(name, platform);
  const login = { target_link_uri: String(claims[names.targetLinkUri]), login_hint: String(claims.sub) };
  const { client, state, nonce } = await begin(tool.client(), login);
  const id_token = await platform.idToken({ ...claims, nonce });
  return tool.admits(() => client.launch({ id_token, state }));
}

async function wordsAfter({ token, answer }: Awaited<ReturnType<typeof launchRecorded>>) {
  expect(answer).toMatchObject({
    status: 303,
    location: expect.stringMatching(/^\/courses\/[\w-]+\/links\/[\w-]+(\/assignment)?\?frame=/),
  });
  return (await tool.follow({ token, answer })).words;
}

describe('what a real Moodle sent', () => {
  it.each([
    ['student', 'Sam Student', 'Student', 'Rig activity 1'],
    ['student2', 'Sofía Ünïcode', 'Student', 'Rig activity 1'],
    ['teacher', 'Tessa Teacher', 'Instructor', 'Rig activity 1'],
    ['teacher-deeplinked', 'Tessa Teacher', 'Instructor', 'Deep linked 1'],
  ])('opens the course for the token %s [MOO-03, MOO-04]', async (name, person, role, link) => {
    const launched = await launchRecorded(name);
    const shown = await wordsAfter(launched);
    expect(launched.user).toMatchObject({ name: person, roles: ['learner'] });
    for (const words of [person, role, link, 'LTI rig course']) expect(shown).toContain(words);
  });

  it('makes an administrator of the site an instructor of the course and nothing more [MOO-16]', async () => {
    const launched = await launchRecorded('admin');
    expect(launched.user).toMatchObject({ name: 'Admin User', roles: ['learner'] });
    expect(await wordsAfter(launched)).toContain('Instructor');
    const path = '/admin/members';
    const answer = await tool.client({ cookie: `__Host-assay=${launched.token}` }).ask(path);
    expect(answer.status).not.toBe(200);
  });

  it('says whose course it is: one context, its links, and everybody once', async () => {
    const { organizationId } = moodle;
    const rows = async (statement: string) => tool.rows.rows(statement, [organizationId]);
    expect(await rows('select context_id, title from lti_context where organization_id = $1')).toEqual([
      { context_id: '2', title: 'LTI rig course' },
    ]);
    expect(
      await rows('select resource_link_id as id from lti_resource_link where organization_id = $1 order by 1'),
    ).toEqual([{ id: '1' }, { id: '2' }, { id: '4' }]);
    expect(await rows(`select subject from identity where organization_id = $1 and kind = 'lti' order by 1`)).toEqual(
      ['2', '3', '4', '5'].map((subject) => ({ subject })),
    );
  });
});

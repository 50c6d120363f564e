import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readGroups } from '../../../lti/advantage/groups.ts';
import { learner, openRosters, teacher, type Rosters } from '../../support/lti/open-rosters.ts';

let tool: Rosters;
beforeAll(async () => {
  tool = await openRosters();
}, 120_000);
afterAll(() => tool.close());

const groups = [
  { id: 'g1', name: 'Team red', set_id: 's1', user: '1' },
  { id: 'g2', name: 'Team blue', set_id: 's1', user: '2' },
  { id: 3, name: '', set_id: null },
];
const members = [
  teacher,
  learner('1', { group_enrollments: [{ group_id: 'g1' }] }),
  learner('2', { group_enrollments: [{ group_id: 'g2' }, { group_id: 3 }] }),
];
const offered = { members, groups, sets: [{ id: 's1', name: 'Projects' }] };

describe('the groups of a course', () => {
  it('are kept with the roster, with their sets and who is in them [CG-01, CG-03]', async () => {
    const { read, contextId, server } = await tool.course(offered, { groups: true });
    await read();
    const [token, ...asked] = server.take();
    expect(new URLSearchParams(token!.body).get('scope')).toMatch(/contextmembership\.readonly$/);
    expect(asked[0]!.url.searchParams.get('groups')).toBe('true');
    const kept = 'select group_id, name, set_name from lti_group where context_id = $1 order by group_id';
    expect(await tool.rows.rows(kept, [contextId])).toEqual([
      { group_id: '3', name: '3', set_name: null },
      { group_id: 'g1', name: 'Team red', set_name: 'Projects' },
      { group_id: 'g2', name: 'Team blue', set_name: 'Projects' },
    ]);
    const enrolled = 'select group_ids from lti_membership where context_id = $1 order by group_ids';
    expect((await tool.rows.rows(enrolled, [contextId])).map(({ group_ids: ids }) => ids)).toEqual([
      [],
      ['g1'],
      ['g2', '3'],
    ]);
    server.serve({ ...offered, groups: groups.slice(0, 1) });
    await read();
    expect(await tool.rows.rows(kept, [contextId])).toMatchObject([{ group_id: 'g1' }]);
  });

  it('are asked for by pages with their own type and scope, and for one person [CG-02]', async () => {
    const { scope, server, registrationId } = await tool.course(offered, { groups: true });
    const inside = await scope();
    expect(await readGroups(inside, registrationId, { url: server.groupsUrl })).toHaveLength(3);
    const [token, ...pages] = server.take();
    expect(new URLSearchParams(token!.body).get('scope')).toBe(
      'https://purl.imsglobal.org/spec/lti-gs/scope/contextgroup.readonly',
    );
    expect(pages).toHaveLength(2);
    for (const { headers } of pages)
      expect(headers.accept).toBe('application/vnd.ims.lti-gs.v1.contextgroupcontainer+json');
    const one = await readGroups(inside, registrationId, { url: server.groupsUrl, userId: '2' });
    expect(one).toEqual([{ id: 'g2', name: 'Team blue', tag: null, setId: 's1' }]);
    expect(server.take()[0]!.url.searchParams.get('user_id')).toBe('2');
  });

  it('that cannot be read leave the roster as good as it is [CG-01]', async () => {
    const { read, roster, people, registrationId } = await tool.course(offered, { groups: true });
    await tool.rows.rows(`update lti_context set groups_url = groups_url || '/nowhere', group_sets_url = null`);
    await read();
    expect(registrationId).toBeTruthy();
    expect(await roster()).toMatchObject({ state: 'read', members: 3 });
    expect(await people()).toHaveLength(3);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { claimNames as names, type Claims } from '../../support/lti/claim-names.ts';
import { moodleClaims } from '../../support/lti/moodle-claims.ts';
import { openLaunches, publicUrl, type Launches, type Place } from '../../support/lti/open-launches.ts';
import { choicesOn, launchUrl, openPicker, request } from './open-picker.ts';

let tool: Launches;
beforeAll(async () => {
  tool = await openLaunches();
}, 120_000);
afterAll(() => tool.close());

const lineItem = 'https://lms.example/lineitems/7/lineitem?type_id=1';
const home = { url: launchUrl('courses.home'), custom: { item: 'courses.home' } };

/** A launch of a link as a platform makes it of a content item. */
async function launched(
  { launch }: Place,
  { url, custom }: { readonly url: string; readonly custom?: unknown },
  id = 'link-1',
) {
  const claims: Claims = {
    [names.targetLinkUri]: url,
    [names.resourceLink]: { id, title: 'Home of the course' },
    [names.custom]: custom,
    [names.endpoint]: { scope: [], lineitem: lineItem },
  };
  const { answer } = await tool.admits(() => launch({ claims, login: { target_link_uri: url } }));
  return answer.location!;
}

const linksOf = ({ organizationId }: Place) =>
  tool.rows.rows(
    `select resource_link_id as id, custom, line_item_url as "lineItem", context_id is not null as "inCourse"
      from lti_resource_link where organization_id = $1`,
    [organizationId],
  );

describe('a link that was made of a content item', () => {
  it('is bound with its custom values and its line item at its first launch [B-03][DL-26]', async () => {
    const place = await tool.place();
    const picker = await openPicker(tool, place);
    const { items } = await picker.verified(await picker.send([['chosen', 'courses.home']]));
    const [{ url, custom }] = items as unknown as readonly [{ url: string; custom: unknown }];
    expect({ url, custom }).toEqual(home);
    expect(await linksOf(place)).toEqual([]);
    await launched(place, { url, custom });
    expect(await linksOf(place)).toEqual([
      { id: 'link-1', custom: { item: 'courses.home' }, lineItem, inCourse: true },
    ]);
  });

  it.each([
    ['by its custom value', { ...home, url: `${publicUrl}/lti/launch` }],
    ['by its address, where the platform lost the value', { url: home.url }],
    ['by both', home],
  ])('leads to its content %s [DL-16]', async (_by, item) => {
    expect(await launched(await tool.place(), item)).toMatch(/^\/courses\/[\w-]+\?frame=/);
  });

  it('leads to what was chosen last: the link keeps its id, and its values are read at each launch [MOO-18]', async () => {
    const place = await tool.place();
    expect(await launched(place, { url: home.url, custom: { item: 'sample.task.1' } })).toMatch(
      /^\/courses\/[\w-]+\/links\//,
    );
    expect(await launched(place, home)).toMatch(/^\/courses\/[\w-]+\?/);
    expect(await linksOf(place)).toMatchObject([{ id: 'link-1', custom: { item: 'courses.home' } }]);
  });
});

describe('what a real Moodle sends', () => {
  it.each(['deep-linking', 'deep-linking-multi'])(
    'in the token %s opens a picker for several links, from which it gets what it understands [MOO-05]',
    async (name) => {
      const place = await tool.place();
      const claims = moodleClaims(name, place.platform);
      expect(claims).toMatchObject({ [names.custom]: { linkid: null } });
      const target = String(claims[names.targetLinkUri]);
      const launch = { ...place, launch: () => place.launch({ claims, login: { target_link_uri: target } }) };
      const picker = await openPicker(tool, launch);
      expect(picker.page.words).toContain('LTI rig course');
      expect(picker.page.page).toContain('type="checkbox"');
      expect(choicesOn(picker.page)).toEqual(['courses.home']);
      const { payload, items } = await picker.verified(await picker.send([['chosen', 'courses.home']]));
      expect(payload[names.deploymentId]).toBe('1');
      expect(items).toMatchObject([{ type: 'ltiResourceLink', custom: { item: 'courses.home' } }]);
    },
  );
});

describe('placements of Canvas', () => {
  const canvas = { accept_types: ['ltiResourceLink', 'link', 'html', 'image', 'file'], auto_create: false };
  it.each([
    ['assignment_selection', { accept_types: ['ltiResourceLink'], accept_multiple: false, accept_lineitem: true }],
    ['link_selection', { accept_types: ['ltiResourceLink', 'link'], accept_multiple: true }],
    ['editor_button', { ...canvas, accept_multiple: true, accept_media_types: 'image/*,text/html' }],
  ])('such as %s get links to us [CAN-21]', async (placement, settings) => {
    const place = await tool.place({ productFamily: 'canvas' });
    const picker = await openPicker(tool, place, settings, { 'https://www.instructure.com/placement': placement });
    const { items } = await picker.verified(await picker.send([['chosen', 'courses.home']]));
    expect(items).toMatchObject([{ type: 'ltiResourceLink', ...home }]);
  });

  it('that students use are refused in words, because nothing is chosen for them [CAN-21]', async () => {
    const place = await tool.place({ productFamily: 'canvas' });
    const learner = { [names.roles]: ['http://purl.imsglobal.org/vocab/lis/v2/membership#Learner'] };
    const { answer } = await tool.refuses(() => place.launch({ claims: { ...request(place), ...learner } }), {
      reason: 'role-may-not-choose',
    });
    expect(answer.words).toContain('Content is chosen by those who teach here');
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { claimNames as names } from '../../support/lti/claim-names.ts';
import { openLaunches, type Launches } from '../../support/lti/open-launches.ts';

let tool: Launches;
beforeAll(async () => {
  tool = await openLaunches();
}, 120_000);
afterAll(() => tool.close());

const presented = (presentation: unknown) => ({ claims: { [names.launchPresentation]: presentation } });

describe('how a launch wants to be shown [CORE-15]', () => {
  it.each([
    ['de', 'de'],
    ['de-AT', 'de'],
    ['de_DE', 'de'],
    ['en', 'en'],
  ])('in the language %s', async (locale, expected) => {
    const { launch } = await tool.place();
    const { answer, token } = await tool.admits(() => launch(presented({ locale })));
    const client = tool.client({ cookie: `__Host-assay=${token}`, 'accept-language': expected === 'de' ? 'en' : 'de' });
    expect((await client.ask(answer.location!)).page).toMatch(new RegExp(`<html[^>]* lang="${expected}"`));
  });

  it.each([
    ['no object', 'iframe'],
    ['odd members', { document_target: 7, width: '100%', height: null, return_url: ['x'], locale: {} }],
    ['nothing', null],
  ])('is passed over where it holds %s', async (_name, presentation) => {
    const { launch } = await tool.place();
    await tool.admits(() => launch(presented(presentation)));
  });

  it.each(['frame', 'iframe', 'window'])('in a document target of %s', async (target) => {
    const { launch } = await tool.place();
    await tool.admits(() => launch(presented({ document_target: target })));
  });

  it('with a way back to the course that says what went wrong', async () => {
    const { launch, registrationId, platform } = await tool.place();
    await tool.rows.rows(`update lti_deployment set status = 'suspended' where registration_id = $1`, [registrationId]);
    const { answer } = await tool.refuses(() => launch(presented({ return_url: `${platform.issuer}/back?course=2` })), {
      reason: 'deployment-suspended',
    });
    const [, href] = new RegExp(`href="(${platform.issuer}/back[^"]+)"`).exec(answer.page) ?? [];
    const back = new URL(href!.replaceAll('&amp;', '&').replaceAll('&#x3D;', '='));
    expect(back.searchParams.get('course')).toBe('2');
    expect(back.searchParams.get('lti_errormsg')).toBeTruthy();
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', 'http://lms.example/back', '//lms.example', 'back'])(
    'never with a way back to %s',
    async (url) => {
      const { launch, registrationId } = await tool.place();
      const suspend = `update lti_deployment set status = 'suspended' where registration_id = $1`;
      await tool.rows.rows(suspend, [registrationId]);
      const { page } = await launch(presented({ return_url: url }));
      expect(page).not.toContain(url);
    },
  );

  it.each(['https://a;sandbox/back', 'https://a,script-src/back', 'https://user:pw@lms.example/back'])(
    'and never with a policy that %s writes',
    async (url) => {
      const { launch } = await tool.place();
      const { answer, token } = await tool.admits(() => launch(presented({ return_url: url })));
      const policy = (await tool.follow({ answer, token })).headers.get('content-security-policy')!;
      expect(policy).not.toMatch(/sandbox|,|user:/);
    },
  );
});

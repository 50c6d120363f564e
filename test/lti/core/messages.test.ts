import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { claimNames as names } from '../../support/lti/claim-names.ts';
import { expectReadable } from '../../support/lti/expect-refusal.ts';
import { openLaunches, publicUrl, type Launches } from '../../support/lti/open-launches.ts';

let tool: Launches;
beforeAll(async () => {
  tool = await openLaunches();
}, 120_000);
afterAll(() => tool.close());

const deepLinking = {
  [names.messageType]: 'LtiDeepLinkingRequest',
  [names.resourceLink]: undefined,
  [names.deepLinkingSettings]: {
    deep_link_return_url: 'https://lms.example/deep-links?sesskey=1',
    accept_types: ['ltiResourceLink'],
    accept_presentation_document_targets: ['iframe'],
  },
};
const review = {
  [names.messageType]: 'LtiSubmissionReviewRequest',
  [names.forUser]: { user_id: '4' },
  [names.endpoint]: { lineitem: 'https://lms.example/items/1' },
};

describe('a message', () => {
  it.each([
    ['LtiSomethingNew', 'message-unknown'],
    ['ltiresourcelinkrequest', 'message-unknown'],
    ['LtiStartProctoring', 'message-not-supported'],
    ['LtiDataPrivacyLaunchRequest', 'message-not-supported'],
  ])('of the type %s, which nobody here takes, is refused by name [CORE-01]', async (type, reason) => {
    const { launch } = await tool.place();
    const { answer } = await tool.refuses(() => launch({ claims: { [names.messageType]: type } }), {
      reason,
      status: 400,
    });
    expect(answer.words).toContain(type);
  });

  it.each([
    ['LtiContextLaunchRequest', 'opens a whole course'],
    ['LtiDataPrivacyLaunchRequest', 'personal data'],
    ['DataPrivacyLaunchRequest', 'personal data'],
    ['LtiEulaRequest', 'terms of use'],
    ['LtiReportReviewRequest', 'report on a submission'],
    ['LtiAssetProcessorSettingsRequest', 'take it off the activity'],
    ['LtiStartProctoring', 'supervised tests'],
    ['LtiStartAssessment', 'supervised tests'],
    ['LtiEndAssessment', 'supervised tests'],
  ])(
    '%s is verified, told what it asks for and what to do, and recorded where its deployment is, whatever else it lacks [CORE-01]',
    async (type, words) => {
      const { launch, organizationId } = await tool.place();
      const few = {
        [names.roles]: undefined,
        [names.resourceLink]: undefined,
        [names.context]: undefined,
        sub: undefined,
      };
      const { answer, record } = await tool.refuses(() => launch({ claims: { ...few, [names.messageType]: type } }), {
        reason: 'message-not-supported',
        after: 'nonce',
      });
      expect(answer.words).toContain(type);
      expect(answer.words).toContain(words);
      expect(record).toMatchObject({ organization_id: organizationId, message_type: type });
    },
  );

  it.each([deepLinking, review])('of a type that we know goes to whoever takes it [CORE-01]', async (claims) => {
    const { launch } = await tool.place();
    const { answer } = await tool.admits(() => launch({ claims }));
    if (answer.status !== 303) expectReadable(answer);
  });

  it.each([
    names.messageType,
    names.version,
    names.deploymentId,
    names.targetLinkUri,
    names.resourceLink,
    names.roles,
    'sub',
  ])('without %s is refused, and the record says what was missing [CORE-02]', async (claim) => {
    const { launch } = await tool.place();
    for (const given of [undefined, null])
      await tool.refuses(() => launch({ claims: { [claim]: given } }), {
        reason: 'claims-missing',
        detail: [claim.split('/').at(-1)!],
      });
  });

  it('names every missing claim at once [CORE-02]', async () => {
    const { launch } = await tool.place();
    const missing = [names.version, names.roles, names.targetLinkUri];
    const claims = Object.fromEntries(missing.map((claim) => [claim, undefined]));
    await tool.refuses(() => launch({ claims }), {
      reason: 'claims-missing',
      detail: ['version', 'roles', 'target_link_uri'],
    });
  });

  it.each(['https://elsewhere.example/lti', `${publicUrl}.elsewhere.example/`, 'javascript:alert(1)'])(
    'to %s is refused, although the platform signed it [CORE-07]',
    async (target) => {
      const { launch } = await tool.place();
      await tool.refuses(() => launch({ claims: { [names.targetLinkUri]: target } }), { reason: 'target-outside' });
    },
  );

  it('whose target is not that of the login is refused, if its product is not known for it [CORE-07]', async () => {
    const { launch } = await tool.place();
    await tool.refuses(() => launch({ claims: { [names.targetLinkUri]: `${publicUrl}/lti?item=2` } }), {
      reason: 'target-changed',
    });
  });

  it('has no need of anything but what is required [CORE-02, CORE-08]', async () => {
    const { launch } = await tool.place();
    const without = ['name', 'given_name', 'family_name', 'email', names.context, names.toolPlatform];
    const claims = Object.fromEntries([...without, names.launchPresentation].map((claim) => [claim, undefined]));
    await tool.admits(() => launch({ claims: { ...claims, [names.resourceLink]: { id: 'only-an-id' } } }));
  });
});

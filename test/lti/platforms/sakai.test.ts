import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { claimNames as names } from '../../support/lti/claim-names.ts';
import { openLaunches, type Launches } from '../../support/lti/open-launches.ts';

let tool: Launches;
beforeAll(async () => {
  tool = await openLaunches();
}, 120_000);
afterAll(() => tool.close());

describe('Sakai', () => {
  it.each(['LtiDataPrivacyLaunchRequest', 'DataPrivacyLaunchRequest'])(
    'asks for a page about privacy by a message of its own, %s: nobody takes it, and the page says so',
    async (type) => {
      const { launch } = await tool.place({ productFamily: 'sakai' });
      const claims = { [names.messageType]: type, [names.resourceLink]: undefined, [names.context]: undefined };
      const { answer } = await tool.refuses(() => launch({ claims }), { reason: 'message-not-supported' });
      expect(answer.words).toContain(type);
    },
  );
});

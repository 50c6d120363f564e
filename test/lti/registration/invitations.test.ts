import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newToken } from '#src/keys/tokens.ts';
import { expectReadable } from '../../support/lti/expect-refusal.ts';
import { openRegistrations, type Registrations } from './open-registrations.ts';

let tool: Registrations;
beforeAll(async () => {
  tool = await openRegistrations();
}, 120_000);
afterAll(() => tool.close());

const change = (id: string, set: string) =>
  tool.rows.rows(`update lti_registration_invitation set ${set} where id = $1`, [id]);

describe('an invitation to register', () => {
  it.each(['', 'li_', newToken('li'), "' or true --"])(
    'that does not exist (%s) calls nobody [DR-02]',
    async (token) => {
      const platform = await tool.platform();
      const answer = await tool.open(token, platform.configurationUrl);
      expect({ status: answer.status, reason: answer.reason }).toEqual({ status: 404, reason: 'invitationUnknown' });
      expectReadable(answer);
      expect(platform.heard.configurations).toEqual([]);
    },
  );

  it('is over after its week [DR-02]', async () => {
    const [platform, invitation] = [await tool.platform(), await tool.invitation()];
    const { expires_at: expiresAt } = await tool.invitationRow(invitation.id);
    expect((expiresAt as Date).getTime() - Date.now()).toBeCloseTo(7 * 86_400_000, -5);
    await change(invitation.id, `expires_at = now() - interval '1 second'`);
    expect((await tool.open(invitation.token, platform.configurationUrl)).reason).toBe('invitationUnknown');
    expect(platform.heard.configurations).toEqual([]);
  });

  it('registers one platform and no second one [DR-02] [DR-15]', async () => {
    const [platform, invitation] = [await tool.platform(), await tool.invitation()];
    expect((await tool.open(invitation.token, platform.configurationUrl)).status).toBe(200);
    expect((await tool.open(invitation.token, platform.configurationUrl)).reason).toBe('invitationUnknown');
    expect(platform.heard.posts).toHaveLength(1);
    expect((await tool.stored(invitation.organizationId)).registrations).toHaveLength(1);
  });

  it('used by many at the same instant posts once [DR-15]', async () => {
    const [platform, invitation] = [await tool.platform(), await tool.invitation()];
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => tool.open(invitation.token, platform.configurationUrl)),
    );
    const statuses = answers.map(({ status }) => status).toSorted((one, other) => one - other);
    expect(statuses).toEqual([200, 404, 404, 404, 404, 404, 404, 404]);
    expect(platform.heard.posts).toHaveLength(1);
    const { registrations, deployments } = await tool.stored(invitation.organizationId);
    expect([registrations.length, deployments.length]).toEqual([1, 1]);
  });

  it('that a dying process held is good again after two minutes, and not before [DR-15]', async () => {
    const [platform, invitation] = [await tool.platform(), await tool.invitation()];
    await change(invitation.id, `used_at = now() - interval '100 seconds'`);
    expect((await tool.open(invitation.token, platform.configurationUrl)).reason).toBe('invitationUnknown');
    await change(invitation.id, `used_at = now() - interval '121 seconds'`);
    expect((await tool.open(invitation.token, platform.configurationUrl)).status).toBe(200);
  });

  it('opened by hand says where it belongs, and stays good [DR-01] [DR-02]', async () => {
    const invitation = await tool.invitation();
    const answer = await tool.open(invitation.token, null, null);
    expect({ status: answer.status, reason: answer.reason }).toEqual({ status: 400, reason: 'notFromLms' });
    expect(answer.words).toContain('This address is for your LMS');
    const platform = await tool.platform();
    expect((await tool.open(invitation.token, platform.configurationUrl, 'two\r\nlines: x')).reason).toBe('notFromLms');
    expect(await tool.invitationRow(invitation.id)).toMatchObject({ used_at: null });
  });

  it('is tried thirty times a minute at most [DR-02]', async () => {
    const invitation = await tool.invitation();
    const reasons: (string | null)[] = [];
    for (let count = 0; count < 31; count += 1) reasons.push((await tool.open(invitation.token, null, null)).reason);
    expect(reasons.slice(29)).toEqual(['notFromLms', 'tooManyAttempts']);
  });
});

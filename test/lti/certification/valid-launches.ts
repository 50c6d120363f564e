import { afterAll, beforeAll, expect } from '@jest/globals';
import { claimNames as names } from '../../support/lti/claim-names.ts';
import { openLaunches, type Launches } from '../../support/lti/open-launches.ts';
import { overridesOf, validPayload } from '../../support/lti/payload.ts';

/** What the page says to whoever may do so much there. */
const words = { instructor: /Instructor/, learner: /Student/, none: /Visitor/ };

/** For the tests of one role: launches the payload of that name and looks at the page that it leads to. */
export function validLaunches(who: 'instructor' | 'student') {
  let tool: Launches;
  beforeAll(async () => {
    tool = await openLaunches();
  }, 60_000);
  afterAll(() => tool.close());

  return (name: string) => async () => {
    const payload = validPayload(`${who}-${name}`);
    const { launch } = await tool.place();
    const overrides = overridesOf(payload);
    const { answer, token, user, membership } = await tool.admits(() => launch({ claims: overrides }));
    expect(answer.status).toBe(303);
    expect(user.roles).toEqual(['learner']);
    expect(String(user.name).startsWith(payload.name)).toBe(true);
    if (!payload.without.includes(names.context)) expect(membership!.roles).toEqual(overrides[names.roles]);
    const page = await tool.follow({ token, answer });
    expect(page.status).toBe(200);
    expect(page.words).toContain('Fizz buzz');
    expect(page.words).toContain(String(user.name));
    expect(page.words).toMatch(words[payload.role]);
  };
}

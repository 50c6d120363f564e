import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openLaunches, type Launches } from '../support/lti/open-launches.ts';
import { watchStatements } from '../support/watch-statements.ts';

let watched: ReturnType<typeof watchStatements>;
let launches: Launches;
beforeAll(async () => {
  watched = watchStatements();
  launches = await openLaunches();
});
afterAll(async () => {
  await launches.close();
  watched.stop();
});

describe('a launch asks PostgreSQL', () => {
  it('at most 20 times when everything about it is new, and at most 10 times when nothing is, its login among them', async () => {
    const place = await launches.place();
    // The application's connections, the organization and the platform's keys are known after anybody's launch.
    await place.launch({ claims: { sub: 'somebody before' } });
    watched.take();
    await place.launch({
      claims: { sub: 'new', 'https://purl.imsglobal.org/spec/lti/claim/context': { id: 'new course', title: 'New' } },
    });
    const first = watched.take();
    await place.launch({
      claims: { sub: 'new', 'https://purl.imsglobal.org/spec/lti/claim/context': { id: 'new course', title: 'New' } },
    });
    const repeated = watched.take();
    expect(first.length).toBeLessThanOrEqual(20);
    expect(repeated.length).toBeLessThanOrEqual(10);
  });
});

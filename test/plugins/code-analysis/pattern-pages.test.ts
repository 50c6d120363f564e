import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { patternIds, silencedPatterns } from '#plugins/code-analysis';
import type { App } from '#src/app.ts';
import type { OrganizationRole } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { aScope, openTestApp } from '../../support/app.ts';
import { aSignedInPerson } from '../../support/people.ts';
import { html, json } from '../../support/web.ts';

let app: App;
let address: string;
beforeAll(async () => {
  app = await openTestApp();
  const { port } = await app.serve({ port: 0, host: '127.0.0.1' });
  address = `http://127.0.0.1:${port}`;
});
afterAll(() => app.stop());

interface Listed {
  readonly id: string;
  readonly languages: readonly string[];
  readonly dimension: string;
  readonly isOn: boolean;
}

/** Somebody of the organization, and what they see and do. */
async function somebody(scope: Scope, ...roles: OrganizationRole[]) {
  const { authorization } = await aSignedInPerson(scope, roles);
  const get = (path: string, headers = json) => fetch(address + path, { headers: { ...headers, authorization } });
  const patterns = async (query = '') => {
    const { data } = (await (await get(`/api/v1/patterns${query}`)).json()) as { data: { patterns: Listed[] } };
    return data.patterns;
  };
  const post = async (path: string) =>
    (
      await fetch(`${address}/api/v1${path}`, {
        method: 'POST',
        redirect: 'manual',
        headers: { ...json, authorization, 'content-type': 'application/json' },
        body: '{}',
      })
    ).status;
  return { get, patterns, post };
}

const idsOf = (patterns: readonly Listed[]) => patterns.map(({ id }) => id);
const silenced = (scope: Scope) => scope.transaction(async (inside) => [...(await silencedPatterns(inside))]);

describe('GET /patterns', () => {
  it('shows who teaches all patterns, narrowed by language, dimension and words of any language', async () => {
    const { patterns } = await somebody(await aScope(app), 'instructor');
    expect(idsOf(await patterns())).toEqual([...patternIds]);
    const ofGo = await patterns('?language=go&dimension=efficiency');
    expect(ofGo.map(({ languages, dimension }) => languages.includes('go') && dimension)).toEqual(
      ofGo.map(() => 'efficiency'),
    );
    expect(idsOf(ofGo)).toContain('textGrownInLoop');
    expect(idsOf(await patterns('?q=FALLS%20through'))).toEqual([]);
    expect(idsOf(await patterns('?q=vorgabewert'))).toEqual(['mutableDefault']);
    expect(idsOf(await patterns('?q=default%20shared&language=python'))).toEqual([]);
    expect(idsOf(await patterns('?q=default%20share'))).toEqual(['mutableDefault']);
  });

  it('is a page with examples, in the language of its reader', async () => {
    const { get } = await somebody(await aScope(app), 'instructor');
    const page = await (await get('/patterns/mutableDefault?locale=de', html)).text();
    expect(page).toContain('Ein Vorgabewert, den sich alle Aufrufe teilen');
    expect(page).toContain('items=[]');
    expect(page).toContain('Python: Mit dem Muster');
  });

  it('is not there for learners, and neither is a pattern that nobody knows', async () => {
    const scope = await aScope(app);
    const [learner, instructor] = [await somebody(scope, 'learner'), await somebody(scope, 'instructor')];
    expect((await learner.get('/api/v1/patterns')).status).toBe(404);
    expect((await learner.get('/api/v1/patterns/mutableDefault')).status).toBe(404);
    expect(await learner.post('/patterns/mutableDefault/silence')).toBe(404);
    expect((await instructor.get('/api/v1/patterns/no-such-one')).status).toBe(404);
    expect(await silenced(scope)).toEqual([]);
  });
});

describe('POST /patterns/:id/silence', () => {
  it('switches a pattern off for the organization, and for no other, until somebody switches it on', async () => {
    const [scope, other] = [await aScope(app), await aScope(app)];
    const { post, patterns } = await somebody(scope, 'instructor');
    expect(await post('/patterns/bareExcept/silence')).toBeLessThan(400);
    expect(await post('/patterns/bareExcept/silence')).toBeLessThan(400);
    expect(await silenced(scope)).toEqual(['bareExcept']);
    expect(await silenced(other)).toEqual([]);
    expect((await patterns('?q=bareExcept')).map(({ isOn }) => isOn)).toEqual([false]);
    await post('/patterns/bareExcept/silence/removal');
    expect(await silenced(scope)).toEqual([]);
  });
});

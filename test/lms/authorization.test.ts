import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openPracticeLms, type PracticeLms } from '../support/lms/index.ts';
import { formIn, post } from './browse.ts';
import { openMinimalTool, type MinimalTool } from './minimal-tool.ts';

let lms: PracticeLms;
let tool: MinimalTool;
beforeAll(async () => {
  [lms, tool] = await Promise.all([openPracticeLms(), openMinimalTool()]);
  await lms.registerTool(tool.registrationUrl);
});
afterAll(async () => {
  await Promise.all([lms.close(), tool.close()]);
});

/** The authorization request that the tool makes for a new launch. */
async function requested(): Promise<URL> {
  const page = await fetch(lms.address + lms.launchPath(lms.activities[0]!, lms.people.sam));
  const { action, fields } = formIn(await page.text());
  return new URL((await post(action, fields, 'manual')).headers.get('location')!);
}

function changed(url: URL, parameters: Readonly<Record<string, string | null>>) {
  const other = new URL(url);
  for (const [name, value] of Object.entries(parameters)) {
    if (value === null) other.searchParams.delete(name);
    else other.searchParams.set(name, value);
  }
  return other;
}

describe('the authorization endpoint', () => {
  it('takes the request by GET and by POST', async () => {
    expect(formIn(await (await fetch(await requested())).text()).fields).toHaveProperty('id_token');
    const url = await requested();
    const answer = await post(`${lms.address}/auth`, Object.fromEntries(url.searchParams));
    expect(formIn(await answer.text()).fields).toHaveProperty('id_token');
  });

  it.each([
    ['client_id', 'another'],
    ['redirect_uri', 'http://localhost/launch'],
    ['lti_message_hint', 'another'],
    ['lti_message_hint', null],
  ])('tells the tool nothing when %s is %s', async (name, value) => {
    const answer = await fetch(changed(await requested(), { [name]: value }));
    expect(answer.status).toBe(400);
    expect(await answer.text()).not.toContain(tool.address);
  });

  it.each([
    ['redirect_uri with a query', '?launch=1'],
    ['redirect_uri in other letters', '/'],
  ])('takes no %s', async (_case, end) => {
    const url = await requested();
    const answer = await fetch(changed(url, { redirect_uri: url.searchParams.get('redirect_uri') + end }));
    expect(answer.status).toBe(400);
  });

  it('uses a hint once', async () => {
    const url = await requested();
    expect((await fetch(url)).status).toBe(200);
    expect((await fetch(url)).status).toBe(400);
  });

  it.each([
    ['login_hint', '6', 'access_denied'],
    ['response_type', 'code', 'unsupported_response_type'],
    ['response_mode', null, 'invalid_request'],
    ['scope', 'profile', 'invalid_scope'],
    ['prompt', 'login', 'invalid_request'],
    ['nonce', null, 'invalid_request'],
  ])('answers the tool with an error when %s is %s', async (name, value, error) => {
    const form = formIn(await (await fetch(changed(await requested(), { [name]: value }))).text());
    expect(form).toMatchObject({ action: `${tool.address}/launch`, fields: { error, state: 'the-state' } });
    expect(form.fields).not.toHaveProperty('id_token');
  });

  it('draws what it was sent as text', async () => {
    const state = `"><script>alert('x')</script>`;
    const page = await (await fetch(changed(await requested(), { state }))).text();
    expect(page).not.toContain('<script>alert');
    expect(formIn(page).fields['state']).toBe(state);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Validator } from '@seriousme/openapi-schema-validator';
import type { App } from '#src/app.ts';
import { eventually, openTestApp } from '../../support/app.ts';
import { openBrowser, type Browser } from '../../support/browser.ts';
import { watchedPage } from '../../support/watch-page.ts';

let app: App;
let address: string;
let browser: Browser;
beforeAll(async () => {
  app = await openTestApp();
  const { port } = await app.serve({ port: 0, host: '127.0.0.1' });
  address = `http://127.0.0.1:${port}`;
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await app.stop();
});

interface Description {
  readonly openapi: string;
  readonly paths: Record<
    string,
    Record<string, { parameters: { name: string }[]; requestBody?: object; responses: Record<string, object> }>
  >;
}
const describedBy = async () => (await fetch(`${address}/api/openapi.json`)).json() as Promise<Description>;

describe('/api/openapi.json', () => {
  it('is OpenAPI 3.1 by a public validator, with every route in it [U-12]', async () => {
    const description = await describedBy();
    expect(description.openapi).toMatch(/^3\.1\./);
    const { valid, errors } = await new Validator().validate({ ...description });
    expect(errors ?? []).toEqual([]);
    expect(valid).toBe(true);
    const routes = app.kernel.plugins.flatMap((plugin) => plugin.routes);
    for (const { method, path } of routes)
      expect(description.paths[path.replace(/:(\w+)/g, '{$1}')]).toHaveProperty(method);
  });

  it('says what a body has to hold and what an answer holds, from the schemas that do it', async () => {
    const { paths } = await describedBy();
    expect(paths['/samples']!.post!.requestBody).toMatchObject({
      content: {
        'application/json': { schema: { required: ['text'], properties: { text: { minLength: 3, maxLength: 100 } } } },
      },
    });
    expect(paths['/samples/{id}']!.get!.parameters).toMatchObject([{ name: 'id', in: 'path', required: true }]);
    expect(JSON.stringify(paths['/samples/{id}']!.get!.responses)).not.toContain('sealedSecret');
  });
});

describe('/api/docs', () => {
  it('shows the API in a viewer of ours, under the policy of every page', async () => {
    const { page, close } = await watchedPage(browser);
    await page.goto(`${address}/api/docs`);
    await page.getByText('Sends the state of topics').first().waitFor({ timeout: 60_000 });
    // What is further down is drawn when one comes there.
    await eventually(async () => {
      await page.mouse.wheel(0, 5_000);
      return page.getByText('Lists samples').first().isVisible();
    }, 60);
    await close();
  }, 120_000);
});

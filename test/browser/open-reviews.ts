import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { openTestApp, root } from '../support/app.ts';
import { openBrowser } from '../support/browser.ts';
import { openModelServer } from '../support/model-server.ts';
import { freePort } from './open-tool.ts';

/** The application at http://localhost with a model beside it, a browser, and a folder for pictures. */
export async function openReviews() {
  const pictures = path.join(root, '.data/screenshots');
  mkdirSync(pictures, { recursive: true });
  const port = await freePort();
  const address = `http://localhost:${port}`;
  const server = await openModelServer();
  const environment = { PUBLIC_URL: address, OPENAI_API_KEY: 'a-key', OPENAI_BASE_URL: server.url };
  const [app, browser] = await Promise.all([openTestApp({ environment }), openBrowser()]);
  await app.serve({ port, host: '127.0.0.1' });
  return {
    app,
    address,
    browser,
    server,
    pictures,
    async close() {
      await browser.close();
      await app.stop();
      await server.close();
    },
  };
}

export type Reviews = Awaited<ReturnType<typeof openReviews>>;

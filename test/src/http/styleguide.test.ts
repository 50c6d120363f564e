import { expect, it } from '@jest/globals';
import { openTestApp } from '../../support/app.ts';
import { html } from '../../support/web.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const folder = temporaryFolder();

it('in production there is no styleguide', async () => {
  const environment = {
    NODE_ENV: 'production',
    PUBLIC_URL: 'https://assay.example',
    DATABASE_URL: 'postgres://app:x@db/assay',
    DATABASE_OWNER_URL: 'postgres://owner:x@db/assay',
    SMTP_URL: 'smtp://mail',
    MAIL_FROM: 'assay@example.org',
    FILES_URL: `file://${folder}`,
    TRUST_PROXY: 'none',
  };
  const app = await openTestApp({ environment });
  try {
    const { port } = await app.serve({ port: 0, host: '127.0.0.1' });
    expect((await fetch(`http://127.0.0.1:${port}/styleguide`, { headers: html })).status).toBe(404);
    expect((await fetch(`http://127.0.0.1:${port}/auth/login`, { headers: html })).status).toBe(200);
  } finally {
    await app.stop();
  }
});

import { rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import { defineFileUse } from '#src/files/file-use.ts';
import type { Scope } from '#src/scope/scope.ts';
import { aScope, openTestApp } from '../../support/app.ts';

let app: App;
let address: string;
beforeAll(async () => {
  app = await openTestApp();
  const { port } = await app.serve({ port: 0, host: '127.0.0.1' });
  address = `http://127.0.0.1:${port}`;
});
afterAll(() => app.stop());

const pictures = defineFileUse({ name: 'test.pictures', maxBytes: 1000, types: ['image/png'] });
const onePoint = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=',
  'base64',
);

async function aPicture(scope: Scope) {
  const received = await scope.files.receive(pictures, { name: 'point.png', source: Readable.from([onePoint]) });
  return scope.transaction(async ({ files }) => files.keep(received));
}

describe('GET /files/:organizationId/:id', () => {
  it('answers its signed address without a session, as what it is and nothing that acts in our name', async () => {
    const scope = await aScope(app);
    const file = await aPicture(scope);
    const answer = await fetch(address + scope.files.url(file, { inline: true }));
    expect(answer.status).toBe(200);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(onePoint);
    expect(answer.headers.get('content-type')).toBe('image/png');
    expect(answer.headers.get('content-disposition')).toMatch(/^inline/);
    expect(answer.headers.get('content-security-policy')).toContain('sandbox');
    expect(answer.headers.get('cache-control')).toMatch(/^private, max-age=\d+, immutable$/);
    const saved = await fetch(address + scope.files.url(file));
    expect(saved.headers.get('content-disposition')).toMatch(/^attachment/);
  });

  it.each([
    { what: 'a changed signature', change: (url: URL) => url.searchParams.set('signature', 'a'.repeat(43)) },
    { what: 'no signature', change: (url: URL) => url.searchParams.delete('signature') },
    { what: 'another end', change: (url: URL) => url.searchParams.set('expires', '99999999999') },
    { what: 'shown instead of saved', change: (url: URL) => url.searchParams.set('inline', '1') },
  ])('finds nothing with $what', async ({ change }) => {
    const scope = await aScope(app);
    const url = new URL(scope.files.url(await aPicture(scope)), address);
    change(url);
    expect((await fetch(url)).status).toBe(404);
  });

  it("does not take one organization's signature in another", async () => {
    const [mine, theirs] = [await aScope(app), await aScope(app)];
    const url = new URL(mine.files.url(await aPicture(mine)), address);
    url.pathname = url.pathname.replace(mine.organization.id, theirs.organization.id);
    expect((await fetch(url)).status).toBe(404);
  });

  it('finds nothing where the bytes are gone', async () => {
    const scope = await aScope(app);
    const file = await aPicture(scope);
    const folder = path.join(fileURLToPath(app.kernel.config.filesUrl), scope.organization.id);
    await rm(folder, { recursive: true });
    expect((await fetch(address + scope.files.url(file))).status).toBe(404);
  });
});

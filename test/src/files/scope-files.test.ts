import { utimes } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import { defineFileUse } from '#src/files/file-use.ts';
import { verifyFileUrl } from '#src/files/signed-url.ts';
import { StoredFile } from '#src/files/stored-file.entity.ts';
import { sweepBlobs } from '#src/files/sweep-blobs.ts';
import type { Scope } from '#src/scope/scope.ts';
import { aScope, eventually, openTestApp, scopeIn } from '../../support/app.ts';

let app: App;
beforeAll(async () => {
  app = await openTestApp({ works: true });
});
afterAll(() => app.stop());

const notes = defineFileUse({ name: 'test.notes', maxBytes: 1000, types: ['text/plain'] });
const receive = (scope: Scope, content: string, name = 'notes.txt') =>
  scope.files.receive(notes, { name, source: Readable.from([content]) });
const kept = async (scope: Scope, content: string) => {
  const received = await receive(scope, content);
  return scope.transaction(async (inside) => inside.files.keep(received));
};
const blobs = async (scope: Scope) => (await Array.fromAsync(scope.files.blobs())).map(({ key }) => key);

/** Makes the stored bytes look as old as if they had come days ago. */
async function age(content: { sha256: string }, scope: Scope) {
  const root = fileURLToPath(app.kernel.config.filesUrl);
  const twoDaysAgo = Date.now() / 1000 - 48 * 3600;
  await utimes(
    path.join(root, scope.organization.id, content.sha256.slice(0, 2), content.sha256),
    twoDaysAgo,
    twoDaysAgo,
  );
}

describe('scope.files', () => {
  it('receives, keeps and opens a file, with who sent it [T4-17]', async () => {
    const id = crypto.randomUUID();
    const scope = await aScope(app, { kind: 'user', id, roles: new Set() });
    const received = await receive(scope, 'hello', '../../Notes.txt');
    const file = await scope.transaction(async (inside) => inside.files.keep(received));
    const [row] = await scope.transaction(({ em }) => em.find(StoredFile, {}));
    expect(row).toMatchObject({
      id: file.id,
      use: 'test.notes',
      name: 'Notes.txt',
      type: 'text/plain',
      bytes: 5,
      uploadedBy: id,
    });
    expect(await text(await scope.files.open(file))).toBe('hello');
  });

  it('gives an address that grants this file only', async () => {
    const scope = await aScope(app);
    const file = await kept(scope, 'granted');
    const url = new URL(scope.files.url(file, { inline: true }), 'https://assay.example');
    const grant = { organizationId: scope.organization.id, fileId: file.id };
    expect(url.pathname).toBe(`/files/${grant.organizationId}/${file.id}`);
    expect(verifyFileUrl(app.kernel.keys, grant, Object.fromEntries(url.searchParams), scope.now())?.grant).toEqual({
      ...grant,
      inline: true,
    });
  });

  it("does not reach another organization's files, even where the bytes are the same", async () => {
    const [mine, theirs] = [await aScope(app), await aScope(app)];
    const file = await kept(mine, 'only mine');
    await expect(theirs.files.open(file)).rejects.toMatchObject({ kind: 'missing' });
    expect(await theirs.transaction(({ em }) => em.find(StoredFile, {}))).toEqual([]);
    expect(await blobs(theirs)).toEqual([]);
  });

  it('touches the store outside transactions only, and rows inside', async () => {
    const scope = await aScope(app);
    const received = await receive(scope, 'x');
    await expect(scope.transaction((inside) => receive(inside, 'y'))).rejects.toThrow('while a transaction is open');
    await expect(scope.transaction((inside) => inside.files.open(received))).rejects.toThrow(
      'while a transaction is open',
    );
    expect(() => scope.files.keep(received)).toThrow(/scope\.transaction/);
  });
});

describe('the sweep', () => {
  const sweep = async (scope: Scope) => {
    const marker = await receive(scope, `marker ${crypto.randomUUID()}`);
    await age(marker, scope);
    await scope.enqueue(sweepBlobs, {});
    await eventually(async () => !(await blobs(scope)).includes(marker.key));
  };

  it('removes bytes to which no file has led for a day, and no others', async () => {
    const scope = await aScope(app);
    const file = await kept(scope, 'kept');
    const orphan = await receive(scope, 'rolled back');
    const young = await receive(scope, 'not kept yet');
    await age(file, scope);
    await age(orphan, scope);
    await sweep(scope);
    expect((await blobs(scope)).map((key) => key.slice(-64)).toSorted()).toEqual(
      [file.sha256, young.sha256].toSorted(),
    );
  });

  it('keeps bytes that came again in the meantime', async () => {
    const scope = await aScope(app);
    const received = await receive(scope, 'again');
    await age(received, scope);
    const [old] = await Array.fromAsync(scope.files.blobs());
    await receive(scope, 'again');
    expect(await scope.files.discard(old!, new Date(Date.now() - 3600_000))).toBe(false);
    expect(await blobs(scope)).toEqual([received.key]);
  });

  it("leaves other organizations' bytes alone", async () => {
    const [mine, theirs] = [await aScope(app), await aScope(app)];
    await age(await receive(theirs, 'theirs'), theirs);
    await sweep(mine);
    expect(await blobs(await scopeIn(app, theirs.organization.id))).toHaveLength(1);
  });
});

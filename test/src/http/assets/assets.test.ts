import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { request as httpRequest, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import express from 'express';
import { openAssets, type Assets } from '#src/http/assets/assets.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { change, makeAssetTree } from './asset-tree.ts';

const repository = path.resolve(import.meta.dirname, '../../../..');
const folder = temporaryFolder();
const servers: Server[] = [];
afterAll(() => servers.forEach((server) => server.close()));
let trees = 0;

const makeTree = (files?: Record<string, string>) => {
  const made = path.join(folder, `tree-${(trees += 1)}`);
  mkdirSync(made);
  return makeAssetTree(made, files);
};
const open = (root: string, more: Partial<Parameters<typeof openAssets>[0]> = {}) =>
  openAssets({ root, folders: [], cacheFolder: path.join(root, '.data/assets'), sourceMaps: false, ...more });

async function serve(assets: Assets) {
  const app = express();
  app.use(assets.handler);
  app.use((_req, res) => void res.send('the next handler'));
  const server = app.listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return server;
}

interface Sending {
  readonly method?: string;
  readonly headers?: Record<string, string>;
}

/** The path goes out as it stands: a client that tidies `..` up would prove nothing. */
async function ask(server: Server, address: string, sending: Sending = {}) {
  const { method = 'GET', headers = {} } = sending;
  const { port } = server.address() as AddressInfo;
  const sent = httpRequest({ host: '127.0.0.1', port, path: address, method, headers, agent: false }).end();
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  const body = Buffer.concat(await answer.toArray());
  return { status: answer.statusCode, headers: answer.headers, body };
}

describe('the addresses of assets', () => {
  it('name the content, so that a change has another address and everything else keeps its own', async () => {
    const root = makeTree();
    const before = await open(root);
    expect(before.url('app.js')).toMatch(/^\/assets\/app-[A-Z0-9]{8}\.js$/);
    change(root, 'views/assets/base.css', 'body { color: red; }');
    const after = await open(root);
    expect(after.url('app.css')).not.toBe(before.url('app.css'));
    expect(after.url('app.js')).toBe(before.url('app.js'));
  });

  it('are refused for an unknown name, with the names that there are', async () => {
    const assets = await open(makeTree());
    expect(() => assets.url('ap.js')).toThrow('No asset is called ap.js. There are: app.js, app.css.');
    expect(() => assets.integrity('constructor')).toThrow('No asset is called constructor.');
  });

  it("have plugins' files under the plugin's own name, with what these import inside", async () => {
    const root = makeTree({
      'plugins/rooms/assets/room.js': "import { word } from './parts/word.js'; window.room = word;",
      'plugins/rooms/assets/parts/word.js': "export const word = 'from a deeper file';",
      'plugins/rooms/assets/room.css': 'p { background: url(./dot.svg); }',
      'plugins/rooms/assets/dot.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
    });
    const assets = await open(root, { folders: ['plugins/rooms', 'plugins/without-assets'] });
    const server = await serve(assets);
    const script = await ask(server, assets.url('plugins/rooms/room.js'));
    expect(String(script.body)).toContain('from a deeper file');
    expect(assets.url('plugins/rooms/room.js')).toMatch(/^\/assets\/plugins\/rooms\/room-[A-Z0-9]{8}\.js$/);
    const style = await ask(server, assets.url('plugins/rooms/room.css'));
    const picture = /url\(["']?([^"')]+)/.exec(String(style.body))![1]!;
    const shown = await ask(server, new URL(picture, `http://x${assets.url('plugins/rooms/room.css')}`).pathname);
    expect(shown.headers['content-type']).toBe('image/svg+xml');
    expect((await ask(server, assets.url('plugins/rooms/dot.svg'))).status).toBe(200);
    expect(() => assets.url('plugins/rooms/word.js')).toThrow('No asset is called');
  });
});

describe('a module', () => {
  it('is fetched in parts: what it imports when it is needed has an address of its own', async () => {
    const root = makeTree({
      'plugins/rooms/assets/room.mjs': "document.title = await import('./parts/later.js').then(({ word }) => word);",
      'plugins/rooms/assets/parts/later.js': "export const word = 'fetched later';",
    });
    const assets = await open(root, { folders: ['plugins/rooms'] });
    const server = await serve(assets);
    const script = String((await ask(server, assets.url('plugins/rooms/room.mjs'))).body);
    expect(script).not.toContain('fetched later');
    const part = /import\(["']([^"']+)/.exec(script)![1]!;
    const fetched = await ask(server, new URL(part, `http://x${assets.url('plugins/rooms/room.mjs')}`).pathname);
    expect(fetched.headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(String(fetched.body)).toContain('fetched later');
  });

  it('names beside itself what it imports at once, through others too, and nothing that it may need later', async () => {
    const root = makeTree({
      'plugins/rooms/assets/room.mjs':
        "import { shared } from './parts/shared.js'; document.title = shared; await import('./parts/later.js');",
      'plugins/rooms/assets/hall.mjs': "import { shared } from './parts/shared.js'; document.title = `${shared}!`;",
      'plugins/rooms/assets/parts/shared.js': "export const shared = 'of both';",
      'plugins/rooms/assets/parts/later.js': "document.body.append('fetched later');",
    });
    const assets = await open(root, { folders: ['plugins/rooms'] });
    const server = await serve(assets);
    const [module, ...parts] = assets.moduleUrls('plugins/rooms/room.mjs');
    expect(module).toBe(assets.url('plugins/rooms/room.mjs'));
    const texts = await Promise.all(parts.map(async (part) => String((await ask(server, part)).body)));
    expect(texts.join('')).toContain('of both');
    expect(texts.join('')).not.toContain('fetched later');
    const again = await open(root, { folders: ['plugins/rooms'] });
    expect([again.origin, again.moduleUrls('plugins/rooms/room.mjs')]).toEqual(['cache', [module, ...parts]]);
  });
});

describe('GET /assets/<name>', () => {
  let assets: Assets;
  let server: Server;
  beforeAll(async () => {
    assets = await open(makeTree());
    server = await serve(assets);
  });

  it.each([
    ['app.js', 'text/javascript; charset=utf-8'],
    ['app.css', 'text/css; charset=utf-8'],
  ])('serves %s for ever, as what it is', async (name, type) => {
    const { status, headers, body } = await ask(server, assets.url(name));
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-type': type,
      'x-content-type-options': 'nosniff',
      vary: 'Accept-Encoding',
      'content-length': String(body.length),
    });
    expect(headers['content-encoding']).toBeUndefined();
    expect(assets.integrity(name)).toBe(`sha384-${createHash('sha384').update(body).digest('base64')}`);
  });

  it('prefers brotli, knows gzip, and sends neither to those who take none', async () => {
    const plain = (await ask(server, assets.url('app.js'))).body;
    const answers = async (accepted: string) => {
      const { headers, body } = await ask(server, assets.url('app.js'), { headers: { 'Accept-Encoding': accepted } });
      return { encoding: headers['content-encoding'], body, etag: headers.etag };
    };
    const brotli = await answers('gzip, deflate, br, zstd');
    const gzip = await answers('gzip;q=1.0, br;q=0');
    const none = await answers('zstd');
    expect([brotli.encoding, gzip.encoding, none.encoding]).toEqual(['br', 'gzip', undefined]);
    expect(brotliDecompressSync(brotli.body).equals(plain)).toBe(true);
    expect(gunzipSync(gzip.body).equals(plain)).toBe(true);
    expect(none.body.equals(plain)).toBe(true);
    expect(new Set([brotli.etag, gzip.etag, none.etag]).size).toBe(3);
    // What the reader waits for on a phone: a library taken in by mistake shows here.
    expect(brotli.body.length).toBeLessThan(45_000);
  });

  it('answers 304 to who has it, and HEAD without a body', async () => {
    const { headers } = await ask(server, assets.url('app.js'), { headers: { 'Accept-Encoding': 'br' } });
    const again = await ask(server, assets.url('app.js'), {
      headers: { 'Accept-Encoding': 'br', 'If-None-Match': headers.etag! },
    });
    expect([again.status, again.body.length]).toEqual([304, 0]);
    const head = await ask(server, assets.url('app.js'), { method: 'HEAD', headers: { 'Accept-Encoding': 'br' } });
    expect([head.status, head.body.length]).toEqual([200, 0]);
    expect(head.headers['content-length']).toBe(headers['content-length']);
  });

  it.each([
    '/assets/',
    '/assets/app.js',
    '/assets/app-AAAAAAAA.js',
    '/assets/../package.json',
    '/assets/..%2f..%2fpackage.json',
    '/assets/%2e%2e/%2e%2e/etc/passwd',
    '/assets/%',
    '/assets/__proto__',
    '/assets/app-AAAAAAAA.js/../app.css',
  ])('answers 404 to %s, and lets nobody remember it', async (address) => {
    const { status, headers, body } = await ask(server, address);
    expect([status, headers['cache-control'], String(body)]).toEqual([404, 'no-store', 'Not found\n']);
  });

  it('refuses other methods, and leaves other addresses to the next handler', async () => {
    const posted = await ask(server, assets.url('app.js'), { method: 'POST' });
    expect([posted.status, posted.headers.allow]).toEqual([405, 'GET, HEAD']);
    expect(String((await ask(server, '/assetsx')).body)).toBe('the next handler');
  });

  it('does not give the new content under the address of the old', async () => {
    const root = makeTree();
    const old = await open(root);
    change(
      root,
      'views/assets/bearer.js',
      'export const keepBearer = () => {}; export const currentBearer = () => "x";',
    );
    const server2 = await serve(await open(root));
    expect((await ask(server2, old.url('app.js'))).status).toBe(404);
    expect((await ask(server2, old.url('app.css'))).status).toBe(200);
  });
});

describe('a second start', () => {
  it('bundles nothing, and takes less than half as much of a processor as bundling', async () => {
    const root = makeTree();
    const cold = await timed(() => open(root));
    // The best of a few, and no waiting for a processor: what others do on the machine meanwhile is not ours.
    const starts = [];
    for (let start = 0; start < 5; start += 1) starts.push(await timed(() => open(root)));
    const warm = starts.toSorted((one, other) => one.milliseconds - other.milliseconds)[0]!;
    expect([cold.made.origin, warm.made.origin]).toEqual(['bundled', 'cache']);
    expect(warm.made.url('app.js')).toBe(cold.made.url('app.js'));
    expect(warm.made.integrity('app.css')).toBe(cold.made.integrity('app.css'));
    expect(warm.milliseconds).toBeLessThan(cold.milliseconds / 2);
  });

  it('bundles again when a file that went in has changed, even one that another imports, or a plugin came', async () => {
    const root = makeTree({ 'plugins/rooms/assets/room.js': 'window.room = 1;' });
    await open(root);
    change(
      root,
      'views/assets/bearer.js',
      'export const keepBearer = () => {}; export const currentBearer = () => "y";',
    );
    expect((await open(root)).origin).toBe('bundled');
    expect((await open(root, { folders: ['plugins/rooms'] })).origin).toBe('bundled');
    expect((await open(root, { folders: ['plugins/rooms'] })).origin).toBe('cache');
    expect((await open(root, { sourceMaps: true })).origin).toBe('bundled');
  });

  it.each(['', 'half of what was there'])('bundles again when what was kept is unreadable: "%s"', async (content) => {
    const root = makeTree();
    await open(root);
    const kept = path.join(root, '.data/assets');
    const [name] = readdirSync(kept);
    writeFileSync(path.join(kept, name!), content);
    expect((await open(root)).origin).toBe('bundled');
    expect((await open(root)).origin).toBe('cache');
  });

  it('works from memory where nothing can be kept', async () => {
    const root = makeTree();
    const file = path.join(root, 'a-file');
    writeFileSync(file, '');
    const assets = await open(root, { cacheFolder: path.join(file, 'assets') });
    expect(assets.origin).toBe('bundled, not kept');
    expect(assets.url('app.js')).toBe((await open(root)).url('app.js'));
  });

  it('reads a kept bundle from a folder that it may not write to', async () => {
    const root = makeTree();
    await open(root);
    const kept = path.join(root, '.data/assets');
    chmodSync(kept, 0o500);
    expect((await open(root)).origin).toBe('cache');
    chmodSync(kept, 0o700);
  });
});

describe('source maps', () => {
  it('are there for debuggers when they are asked for, and not otherwise', async () => {
    const root = makeTree();
    const withMaps = await open(root, { sourceMaps: true });
    const server = await serve(withMaps);
    const map = /sourceMappingURL=(\S+)/.exec(String((await ask(server, withMaps.url('app.js'))).body))![1]!;
    expect((await ask(server, `/assets/${map}`)).headers['content-type']).toBe('application/json; charset=utf-8');
    const without = await open(root);
    const bare = await serve(without);
    expect(String((await ask(bare, without.url('app.js'))).body)).not.toContain('sourceMappingURL');
    expect((await ask(bare, `/assets/${map}`)).status).toBe(404);
  });
});

describe('a mistake in a script', () => {
  it('stops the start with the file and the line', async () => {
    const root = makeTree({ 'plugins/rooms/assets/room.js': 'let a = ;' });
    await expect(open(root, { folders: ['plugins/rooms'] })).rejects.toThrow(/plugins\/rooms\/assets\/room\.js:1:8/);
  });

  it('is told apart from a machine for which esbuild brought no program, where the start says what to do', () => {
    const root = mkdtempSync(path.join(folder, 'bare-'));
    for (const file of ['package.json', 'src/http/assets', 'src/files/atomic-write.ts', 'views/assets'])
      cpSync(path.join(repository, file), path.join(root, file), { recursive: true });
    cpSync(path.join(repository, 'node_modules/esbuild'), path.join(root, 'node_modules/esbuild'), {
      recursive: true,
      filter: (file) => !file.includes(`${path.sep}bin`),
    });
    symlinkSync(path.join(repository, 'node_modules/zod'), path.join(root, 'node_modules/zod'));
    const options = { root, folders: [], cacheFolder: path.join(root, '.data'), sourceMaps: false };
    const script = `import { openAssets } from '#src/http/assets/assets.ts';
      openAssets(${JSON.stringify(options)}).catch((error) => console.log(error.message));`;
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(stdout).toContain('Install with optional packages (npm ci --omit=dev --ignore-scripts)');
  });
});

async function timed<Made>(work: () => Promise<Made>) {
  const start = process.cpuUsage();
  const made = await work();
  const { user, system } = process.cpuUsage(start);
  return { made, milliseconds: (user + system) / 1_000 };
}

import { execFile } from 'node:child_process';
import type { RequestListener, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createOutbound } from '#src/outbound/create-outbound.ts';
import { guardOutbound } from '#src/outbound/guard-outbound.ts';
import { OutboundError, type OutboundReason } from '#src/outbound/outbound-error.ts';
import type { OutboundCall, OutboundOptions } from '#src/outbound/outbound.ts';
import { certificate } from './certificate.ts';
import { closeServers, serve } from './servers.ts';

const execFileAsync = promisify(execFile);
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
  await closeServers();
});

function open(options: Partial<OutboundOptions> = {}) {
  const outbound = createOutbound({ allow: [], production: true, version: '1.2.3', ca: certificate, ...options });
  closing.push(outbound.close);
  return outbound;
}

/** Resolves every name to these addresses, one answer a question. */
function resolver(...answers: string[][]) {
  const asked: string[] = [];
  const lookup = async (hostname: string) => {
    const answer = answers[Math.min(asked.length, answers.length - 1)]!;
    asked.push(hostname);
    return answer.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
  };
  return { asked, lookup };
}

const hello: RequestListener = (_request, response) => void response.end('hello');
const json = (response: ServerResponse, data: unknown) =>
  void response.setHeader('content-type', 'application/json').end(JSON.stringify(data));
const echo: RequestListener = (request, response) =>
  void text(request).then((body) =>
    json(response, { method: request.method, url: request.url, headers: request.headers, body }),
  );

async function failed(attempt: Promise<unknown>, reason: OutboundReason) {
  const error: unknown = await attempt.then(
    () => 'succeeded',
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(OutboundError);
  expect((error as OutboundError).reason).toBe(reason);
  return error as OutboundError;
}

describe('addresses from people', () => {
  it.each(['127.0.0.1', '[::1]', 'localhost', '0.0.0.0', '2130706433', '0x7f.1', '[::ffff:127.0.0.1]'])(
    'at %s are refused in production, and nothing connects',
    async (host) => {
      const server = await serve('https', hello);
      const error = await failed(open().fetch(`https://${host}:${server.port}/?token=geheim`), 'refused');
      expect(error.message).toMatch(/OUTBOUND_ALLOW/);
      expect(error.message).not.toContain('geheim');
      expect(server.connections()).toBe(0);
    },
  );

  it.each([
    '10.0.0.1',
    '169.254.169.254',
    '100.64.0.1',
    '[fd00::1]',
    '[fe80::1]',
    '[64:ff9b::a00:1]',
    '[2002:a00:1::]',
  ])('at %s are refused, also in development', async (host) => {
    await failed(open({ production: false }).fetch(`https://${host}/latest/meta-data`), 'refused');
  });

  it('are refused when their name resolves to a private address', async () => {
    const server = await serve('https', hello);
    const { lookup } = resolver(['127.0.0.1']);
    const error = await failed(open({ lookup }).fetch(`https://lms.example:${server.port}/`), 'refused');
    expect(error.message).toBe(
      `lms.example:${server.port}: is a private address; if it is meant to be called, an operator adds it to OUTBOUND_ALLOW`,
    );
    expect(server.connections()).toBe(0);
  });

  it('are called at the address that was checked, whatever the name resolves to a moment later', async () => {
    const meant = await serve(
      'https',
      (_request, response) => void response.setHeader('connection', 'close').end('meant'),
      { address: '127.0.0.2' },
    );
    const secret = await serve('https', hello, { port: meant.port });
    const { lookup, asked } = resolver(['127.0.0.2'], ['127.0.0.1']);
    const outbound = open({ lookup, allow: ['127.0.0.2'] });
    expect(await (await outbound.fetch(`https://lms.example:${meant.port}/`)).text()).toBe('meant');
    expect(asked).toEqual(['lms.example']);
    await failed(outbound.fetch(`https://lms.example:${meant.port}/`), 'refused');
    expect(secret.connections()).toBe(0);
  });

  it('are called at their allowed addresses only, when a name has several', async () => {
    const meant = await serve('https', hello, { address: '127.0.0.2' });
    const secret = await serve('https', hello, { port: meant.port });
    const { lookup } = resolver(['127.0.0.1', '127.0.0.2']);
    const response = await open({ lookup, allow: ['127.0.0.2'] }).fetch(`https://lms.example:${meant.port}/`);
    expect(await response.text()).toBe('hello');
    expect(secret.connections()).toBe(0);
  });

  it('keep their name on the wire, so that the certificate is checked against it', async () => {
    const server = await serve('https', echo);
    const { lookup } = resolver(['127.0.0.1']);
    const outbound = open({ lookup, allow: ['127.0.0.1'] });
    const { headers } = (await (await outbound.fetch(`https://lms.example:${server.port}/`)).json()) as {
      headers: Record<string, string>;
    };
    expect(headers['host']).toBe(`lms.example:${server.port}`);
    expect(headers['user-agent']).toBe('Assay/1.2.3');
    await failed(outbound.fetch(`https://other.example:${server.port}/`), 'network');
  });

  it('may be http where OUTBOUND_ALLOW names them, and on loopback in development, but nowhere else', async () => {
    const server = await serve('http', hello);
    const { lookup } = resolver(['127.0.0.1']);
    const address = `http://lms.example:${server.port}/`;
    expect((await open({ lookup, allow: [`lms.example:${server.port}`] }).fetch(address)).status).toBe(200);
    expect((await open({ lookup, production: false }).fetch(address)).status).toBe(200);
    await failed(open({ lookup, allow: [`lms.example:1`] }).fetch(address), 'refused');
    const toPublic = await failed(
      open({ lookup: resolver(['93.184.216.34']).lookup }).fetch('http://lms.example/?token=geheim'),
      'refused',
    );
    expect(toPublic.message).toMatch(/^lms\.example: only https is called/);
  });

  it.each([
    'ftp://lms.example/x',
    'data:text/plain,x',
    'file:///etc/passwd',
    'blob:https://lms.example/1',
    'lms.example/x',
    'https://name:geheim@lms.example/',
  ])('are refused as %s', async (address) => {
    const error = await failed(open().fetch(address), 'refused');
    expect(error.message).not.toContain('geheim');
  });
});

describe('addresses of the operator', () => {
  it('may be private and http, even in production', async () => {
    const server = await serve('http', hello);
    expect(await (await open().operator.fetch(`http://127.0.0.1:${server.port}/`)).text()).toBe('hello');
    const secure = await serve('https', hello);
    expect(await (await open().operator.fetch(`https://localhost:${secure.port}/`)).text()).toBe('hello');
    await failed(open().operator.fetch('file:///etc/passwd'), 'refused');
  });

  it('go to the named host itself, whatever proxy the environment names', async () => {
    const server = await serve('http', hello);
    const proxy = await serve('http', hello);
    process.env['http_proxy'] = process.env['HTTP_PROXY'] = `http://127.0.0.1:${proxy.port}`;
    try {
      await open().operator.fetch(`http://127.0.0.1:${server.port}/`);
    } finally {
      delete process.env['http_proxy'];
      delete process.env['HTTP_PROXY'];
    }
    expect([server.connections(), proxy.connections()]).toEqual([1, 0]);
  });
});

describe('requests', () => {
  it('take every form that fetch takes', async () => {
    const server = await serve('http', echo);
    const { operator } = open();
    const address = `http://127.0.0.1:${server.port}/x`;
    const sent = async (...[input, init]: Parameters<typeof operator.fetch>) =>
      (await (await operator.fetch(input, init)).json()) as Record<string, unknown>;
    expect(await sent(address, { method: 'POST', body: 'text' })).toMatchObject({
      method: 'POST',
      body: 'text',
      headers: { 'content-length': '4' },
    });
    expect(await sent(new URL(address), { method: 'PUT', body: new URLSearchParams({ a: '1' }) })).toMatchObject({
      body: 'a=1',
      headers: { 'content-type': expect.stringContaining('urlencoded') },
    });
    expect(
      await sent(new Request(address, { method: 'POST', body: 'text', headers: { 'x-mine': '1' } })),
    ).toMatchObject({ method: 'POST', body: 'text', headers: { 'x-mine': '1', 'content-length': '4' } });
    expect(
      await sent(new Request(address, { headers: { 'x-mine': '1' } }), { headers: { 'x-other': '2' } }),
    ).toMatchObject({ method: 'GET', headers: { 'x-other': '2' } });
    const stream = () => ({ method: 'PUT', body: new Blob(['bytes']).stream(), duplex: 'half' as const });
    expect(await sent(address, stream())).toMatchObject({ body: 'bytes', headers: { 'transfer-encoding': 'chunked' } });
    for (const known of [
      await sent(address, { ...stream(), headers: { 'content-length': '5' } }),
      await sent(new Request(address, { ...stream(), headers: { 'content-length': '5' } })),
    ]) {
      expect(known).toMatchObject({ body: 'bytes', headers: { 'content-length': '5' } });
      expect(known['headers']).not.toHaveProperty('transfer-encoding');
    }
    const form = new FormData();
    form.set('file', new Blob(['content']), 'a.txt');
    const multipart = await sent(address, { method: 'POST', body: form });
    expect(multipart).toMatchObject({
      headers: { 'content-type': expect.stringMatching(/^multipart\/form-data; boundary=/) },
    });
    expect(multipart['body']).toMatch(/name="file"; filename="a\.txt"[\S\s]*content/);
  });

  it('stream the body of a Request that says how long it is', async () => {
    const { promise: arrived, resolve } = Promise.withResolvers<string>();
    const server = await serve('http', (request, response) => {
      request.once('data', (chunk) => resolve(String(chunk)));
      request.once('end', () => response.end());
    });
    const body = new ReadableStream({
      async start(controller) {
        controller.enqueue(Buffer.from('half '));
        expect(await arrived).toBe('half ');
        controller.enqueue(Buffer.from('whole'));
        controller.close();
      },
    });
    const headers = { 'content-length': '10' };
    const request = new Request(`http://127.0.0.1:${server.port}/`, { method: 'PUT', body, headers, duplex: 'half' });
    expect((await open().operator.fetch(request, { timeoutMs: 2_000 })).status).toBe(200);
  });

  it("are answered with Node's own Response", async () => {
    const server = await serve(
      'http',
      (_request, response) => void response.writeHead(201, { 'set-cookie': ['a=1', 'b=2'], 'x-mine': '1' }).end('made'),
    );
    const response = await open().operator.fetch(`http://127.0.0.1:${server.port}/x`);
    expect(response).toBeInstanceOf(Response);
    expect([response.status, response.ok, response.statusText, response.url]).toEqual([
      201,
      true,
      'Created',
      `http://127.0.0.1:${server.port}/x`,
    ]);
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    const empty = await serve('http', (_request, answer) => void answer.writeHead(204).end());
    expect((await open().operator.fetch(`http://127.0.0.1:${empty.port}/`)).body).toBeNull();
    const head = await open().operator.fetch(`http://127.0.0.1:${server.port}/`, { method: 'HEAD' });
    expect(await head.text()).toBe('');
  });

  it('end when the caller gives up, with the reason that the caller gave', async () => {
    const server = await serve('http', () => {});
    const reason = new Error('not needed any more');
    await expect(
      open().operator.fetch(`http://127.0.0.1:${server.port}/`, { signal: AbortSignal.abort(reason) }),
    ).rejects.toBe(reason);
    const late = open().operator.fetch(`http://127.0.0.1:${server.port}/`, { signal: AbortSignal.timeout(50) });
    await expect(late).rejects.toMatchObject({ name: 'TimeoutError' });
  });
});

describe('redirects', () => {
  const to =
    (status: number, location: string): RequestListener =>
    (request, response) =>
      request.url === '/end' ? echo(request, response) : void response.writeHead(status, { location }).end();

  it.each([
    [301, 'POST', 'GET', ''],
    [302, 'POST', 'GET', ''],
    [303, 'PUT', 'GET', ''],
    [302, 'PUT', 'PUT', 'text'],
    [307, 'POST', 'POST', 'text'],
    [308, 'POST', 'POST', 'text'],
  ])('with %i make a %s to the same origin a %s', async (status, method, then, body) => {
    const server = await serve('http', to(status, '/end'));
    const response = await open().operator.fetch(`http://127.0.0.1:${server.port}/`, {
      method,
      body: 'text',
      headers: { authorization: 'Bearer x', 'content-type': 'text/x-mine' },
    });
    const arrived = (await response.json()) as { headers: Record<string, string> };
    expect(arrived).toMatchObject({ method: then, body, headers: { authorization: 'Bearer x' } });
    expect(arrived.headers['content-type']).toBe(body ? 'text/x-mine' : undefined);
    expect([response.url, response.redirected]).toEqual([`http://127.0.0.1:${server.port}/end`, true]);
  });

  it('to another origin are an error that names it, and nothing is sent there', async () => {
    const other = await serve('http', hello);
    const server = await serve('http', to(307, `http://127.0.0.1:${other.port}/?token=geheim`));
    const error = await failed(
      open().operator.fetch(`http://127.0.0.1:${server.port}/`, { headers: { authorization: 'Bearer x' } }),
      'redirect',
    );
    expect(error.message).toContain(
      `redirects to http://127.0.0.1:${other.port}; if that is right, give that address instead`,
    );
    expect(error.message).not.toContain('geheim');
    expect(other.connections()).toBe(0);
  });

  it.each(['http://127.0.0.1:PORT/end', 'data:text/plain,x', 'http://', 'https://localhost:PORT/end'])(
    'from https to %s are an error',
    async (location) => {
      let port = 0;
      const server = await serve('https', (request, response) =>
        to(302, location.replace('PORT', String(port)))(request, response),
      );
      port = server.port;
      await failed(open().operator.fetch(`https://127.0.0.1:${server.port}/`), 'redirect');
      expect(server.requests).toHaveLength(1);
    },
  );

  it('are followed five times and no more', async () => {
    const counting: RequestListener = ({ url }, response) => {
      const left = Number(url?.slice(1));
      if (left === 0) response.end('there');
      else response.writeHead(302, { location: `/${left - 1}` }).end();
    };
    const server = await serve('http', counting);
    expect(await (await open().operator.fetch(`http://127.0.0.1:${server.port}/5`)).text()).toBe('there');
    await failed(open().operator.fetch(`http://127.0.0.1:${server.port}/6`), 'redirect');
  });

  it('are handed over, or an error, when the caller says so', async () => {
    const server = await serve('http', to(302, '/end'));
    const address = `http://127.0.0.1:${server.port}/`;
    const manual = await open().operator.fetch(address, { redirect: 'manual' });
    expect([manual.status, manual.headers.get('location')]).toEqual([302, '/end']);
    await failed(open().operator.fetch(address, { redirect: 'error' }), 'redirect');
  });

  it('cannot repeat a streamed body', async () => {
    const server = await serve('http', to(307, '/end'));
    await failed(
      open().operator.fetch(`http://127.0.0.1:${server.port}/`, {
        method: 'POST',
        body: new Blob(['x']).stream(),
        duplex: 'half',
      }),
      'redirect',
    );
  });
});

describe('compressed answers', () => {
  const answering = async (coding: string, body: Buffer, status = 200) => {
    const server = await serve(
      'http',
      (_request, response) => void response.writeHead(status, { 'content-encoding': coding }).end(body),
    );
    return `http://127.0.0.1:${server.port}/`;
  };
  const text = 'said '.repeat(1_000);

  it.each([
    ['gzip', gzipSync(text)],
    ['X-GZIP', gzipSync(text)],
    ['deflate', deflateSync(text)],
    ['br', brotliCompressSync(text)],
    ['gzip, br', brotliCompressSync(gzipSync(text))],
    ['constructor', Buffer.from(text)],
  ])('are read in %s', async (coding, body) => {
    expect(await (await open().operator.fetch(await answering(coding, body))).text()).toBe(text);
    expect(await (await open().operator.fetch(await answering(coding, body, 500))).text()).toBe(text);
  });

  it('are asked for, and not where the caller asks for something else', async () => {
    const server = await serve('http', echo);
    const sent = async (headers: Record<string, string>) => {
      const answer = await open().operator.fetch(`http://127.0.0.1:${server.port}/`, { headers });
      return ((await answer.json()) as { headers: Record<string, string> }).headers['accept-encoding'];
    };
    expect([await sent({}), await sent({ 'accept-encoding': 'identity' })]).toEqual(['gzip, deflate, br', 'identity']);
  });

  it('without a body are none, and half of one is an error', async () => {
    const whole = gzipSync(text);
    const head = await open().operator.fetch(await answering('gzip', whole), { method: 'HEAD' });
    expect(await head.text()).toBe('');
    const half = await open().operator.fetch(await answering('gzip', whole.subarray(0, 30)));
    await failed(half.text(), 'network');
  });
});

describe('limits', () => {
  it('end a call that is not answered in time', async () => {
    const server = await serve('http', () => {});
    const started = performance.now();
    const error = await failed(
      open().operator.fetch(`http://127.0.0.1:${server.port}/?token=geheim`, { timeoutMs: 200 }),
      'timeout',
    );
    expect(error.message).toBe(`127.0.0.1:${server.port}: it did not answer within 0.2 s`);
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  it('end a body that drips, in the time of the whole call', async () => {
    const drip: RequestListener = (_request, response) => {
      const timer = setInterval(() => response.write('.'), 20);
      response.once('close', () => clearInterval(timer));
    };
    const server = await serve('http', drip);
    const response = await open().operator.fetch(`http://127.0.0.1:${server.port}/`, { timeoutMs: 300 });
    expect(response.status).toBe(200);
    const started = performance.now();
    await failed(response.text(), 'timeout');
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  it('end a body that is too large, while it arrives', async () => {
    let sent = 0;
    const endless: RequestListener = (_request, response) => {
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536))) sent += 65_536;
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    };
    const server = await serve('http', endless);
    const response = await open().operator.fetch(`http://127.0.0.1:${server.port}/`, { maxBytes: 1_000_000 });
    const error = await failed(response.text(), 'tooLarge');
    expect(error.message).toContain('larger than 1000000 bytes');
    expect(sent).toBeLessThan(20_000_000);
  });

  it('count the bytes of a compressed body after decompression', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    expect(bomb.length).toBeLessThan(100_000);
    const server = await serve(
      'http',
      (_request, response) => void response.setHeader('content-encoding', 'gzip').end(bomb),
    );
    const address = `http://127.0.0.1:${server.port}/`;
    const before = process.memoryUsage().rss;
    await failed((await open().operator.fetch(address)).arrayBuffer(), 'tooLarge');
    expect(process.memoryUsage().rss - before).toBeLessThan(40_000_000);
    expect((await (await open().operator.fetch(address, { maxBytes: 50_000_000 })).arrayBuffer()).byteLength).toBe(
      50_000_000,
    );
  });

  it('end an answer whose headers are too large', async () => {
    const server = await serve(
      'http',
      (_request, response) => void response.setHeader('x-long', 'x'.repeat(20_000)).end(),
    );
    await failed(open().operator.fetch(`http://127.0.0.1:${server.port}/`), 'tooLarge');
  });

  it('leave a stream a stream: what has arrived can be read before the end', async () => {
    let finish = () => {};
    const server = await serve('http', (_request, response) => {
      response.write('data: 1\n\n');
      finish = () => void response.end('data: 2\n\n');
    });
    const response = await open().operator.fetch(`http://127.0.0.1:${server.port}/`);
    const reader = response.body!.getReader();
    expect(Buffer.from((await reader.read()).value as Uint8Array).toString()).toBe('data: 1\n\n');
    finish();
    expect(Buffer.from((await reader.read()).value as Uint8Array).toString()).toBe('data: 2\n\n');
    expect((await reader.read()).done).toBe(true);
  });
});

describe('failures', () => {
  it('name the host and what happened', async () => {
    const server = await serve('http', hello);
    await closeServers();
    const error = await failed(open().operator.fetch(`http://127.0.0.1:${server.port}/?token=geheim`), 'network');
    expect(error.message).toMatch(/^127\.0\.0\.1:\d+: connect ECONNREFUSED/);
    expect(error.host).toBe(`127.0.0.1:${server.port}`);
    const lookup = async () => Promise.reject(new Error('getaddrinfo ENOTFOUND lms.example'));
    expect((await failed(open({ lookup }).fetch('https://lms.example/?token=geheim'), 'network')).message).toBe(
      'lms.example: getaddrinfo ENOTFOUND lms.example',
    );
  });

  it('include a certificate that nobody vouches for', async () => {
    const server = await serve('https', hello);
    const outbound = createOutbound({ allow: [], production: false, version: '1' });
    closing.push(outbound.close);
    expect((await failed(outbound.fetch(`https://localhost:${server.port}/`), 'network')).message).toMatch(
      /self-signed/,
    );
  });

  it('include an answer that breaks off', async () => {
    const server = await serve('http', (_request, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('half');
      setTimeout(() => response.destroy(), 20);
    });
    await failed((await open().operator.fetch(`http://127.0.0.1:${server.port}/`)).text(), 'network');
    const unknown = await serve('http', (_request, response) => void response.writeHead(999).end('?'));
    const error = await failed(open().operator.fetch(`http://127.0.0.1:${unknown.port}/`), 'network');
    expect(error.message).toContain('unknown status 999');
  });
});

describe('observe', () => {
  it('hears of each call once, when it has ended, also of one whose body nobody reads', async () => {
    const calls: OutboundCall[] = [];
    const { operator } = open({ observe: (call) => calls.push(call) });
    const server = await serve(
      'http',
      (request, response) =>
        void (request.url === '/slow' ? response.write('x') : response.writeHead(404).end('small')),
    );
    const host = `127.0.0.1:${server.port}`;
    await operator.fetch(`http://${host}/`);
    await wait(50);
    expect(calls).toEqual([{ host, status: 404, ms: expect.any(Number), error: null }]);
    await failed((await operator.fetch(`http://${host}/slow`, { timeoutMs: 100 })).text(), 'timeout');
    await failed(open({ observe: (call) => calls.push(call) }).fetch('https://10.0.0.1/'), 'refused');
    expect(calls.slice(1)).toEqual([
      { host, status: 200, ms: expect.any(Number), error: 'timeout' },
      { host: '10.0.0.1', status: null, ms: expect.any(Number), error: 'refused' },
    ]);
    await (await operator.fetch(`http://${host}/slow`)).body?.cancel();
    expect(calls.at(-1)).toMatchObject({ status: 200, error: null });
    expect(calls).toHaveLength(4);
  });

  it('hears of a large body that nobody reads when its time is over', async () => {
    const calls: OutboundCall[] = [];
    const { operator } = open({ observe: (call) => calls.push(call) });
    const server = await serve('http', (_request, response) => void response.end(Buffer.alloc(4_000_000)));
    await operator.fetch(`http://127.0.0.1:${server.port}/`, { timeoutMs: 150 });
    await wait(250);
    expect(calls).toMatchObject([{ status: 200, error: 'timeout' }]);
  });

  it('leaves nothing behind that keeps the process alive', async () => {
    const server = await serve('http', hello);
    const script = `
      const { createOutbound } = await import('${new URL('../../../src/outbound/create-outbound.ts', import.meta.url).href}');
      const { operator } = createOutbound({ allow: [], production: true, version: '1' });
      console.log(await (await operator.fetch('http://127.0.0.1:${server.port}/', { timeoutMs: 60_000 })).text());`;
    const { stdout } = await execFileAsync(process.execPath, ['--input-type=module', '--eval', script], {
      timeout: 10_000,
    });
    expect(stdout).toBe('hello\n');
  });

  it('frees the connection for the next call', async () => {
    const server = await serve('http', hello);
    const { operator } = open();
    for (let call = 0; call < 5; call += 1) {
      await operator.fetch(`http://127.0.0.1:${server.port}/`);
      await wait(20);
    }
    expect(server.connections()).toBe(1);
  });
});

describe('guardOutbound', () => {
  it('refuses every call while a transaction is open, and says what to do', async () => {
    const server = await serve('http', hello);
    let isOpen = true;
    const guarded = guardOutbound(open({ production: false }), () => isOpen);
    const address = `http://127.0.0.1:${server.port}/?token=geheim`;
    for (const fetch of [guarded.fetch, guarded.operator.fetch]) {
      const error = await failed(fetch(address), 'insideTransaction');
      expect(error.message).toMatch(/127\.0\.0\.1:\d+: called while a transaction is open\. Declare work: "steps"/);
      expect(error.message).not.toContain('geheim');
    }
    expect(server.connections()).toBe(0);
    isOpen = false;
    for (const fetch of [guarded.fetch, guarded.operator.fetch]) expect((await fetch(address)).status).toBe(200);
  });
});

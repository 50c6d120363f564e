import { describe, expect, it } from '@jest/globals';
import { fileHeaders, plainName } from '#src/files/file-headers.ts';

const serve = (type: string, name = 'a.bin', inline = true) =>
  fileHeaders({ name, type, bytes: 3, sha256: 'ab' }, { inline, maxAgeSeconds: 60 });

describe('fileHeaders', () => {
  it('keeps every file from acting in our name', () => {
    expect(serve('image/png')).toMatchObject({
      'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
      'X-Content-Type-Options': 'nosniff',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Content-Length': '3',
      'Cache-Control': 'private, max-age=60, immutable',
      ETag: '"ab"',
    });
  });

  it.each([
    ['image/png', 'image/png', 'inline'],
    ['text/plain', 'text/plain; charset=utf-8', 'inline'],
    ['text/html', 'text/plain; charset=utf-8', 'inline'],
    ['application/json', 'text/plain; charset=utf-8', 'inline'],
    ['image/svg+xml', 'application/octet-stream', 'attachment'],
    ['application/pdf', 'application/octet-stream', 'attachment'],
    ['application/xhtml+xml', 'application/octet-stream', 'attachment'],
    ['application/javascript', 'application/octet-stream', 'attachment'],
    ['application/zip', 'application/octet-stream', 'attachment'],
  ])('serves %s as %s, %s', (type, served, disposition) => {
    const headers = serve(type);
    expect(headers['Content-Type']).toBe(served);
    expect(headers['Content-Disposition']).toMatch(new RegExp(`^${disposition};`));
  });

  it('downloads a picture where nobody asked to see it', () => {
    expect(serve('image/png', 'a.png', false)['Content-Disposition']).toBe('attachment; filename=a.png');
  });

  it.each([
    ['größe "1".txt', `attachment; filename="gr??e \\"1\\".txt"; filename*=UTF-8''gr%C3%B6%C3%9Fe%20%221%22.txt`],
    ['a\r\nSet-Cookie: x=1', 'attachment; filename="aSet-Cookie: x=1"'],
  ])('writes the name %j so that it is one header and one name', (name, header) => {
    expect(serve('application/zip', name)['Content-Disposition']).toBe(header);
  });
});

describe('plainName', () => {
  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\me\\a.txt', 'a.txt'],
    ['invoice\u202Efdp.exe', 'invoicefdp.exe'],
    ['.htaccess', 'htaccess'],
    ['...', 'file'],
    ['', 'file'],
    ['a\u0308.txt', '\u00e4.txt'],
    [`${'x'.repeat(300)}.tar.gz`, `${'x'.repeat(143)}.tar.gz`],
  ])('makes %j into %j', (name, plain) => {
    expect(plainName(name)).toBe(plain);
  });
});

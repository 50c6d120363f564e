import path from 'node:path';
import type { Request, RequestHandler, Response } from 'express';
import type { AssetFile } from './asset-file.ts';
import { hueFile } from './hue-file.ts';

const prefix = '/assets/';

/** Answers everything under `/assets/` from memory; a name that is not there is 404 and is not remembered by anybody. */
export function serveAssets(files: readonly AssetFile[]): RequestHandler {
  const byPath = new Map(files.map((file) => [prefix + file.path, file]));
  return (req, res, next) => {
    if (!req.path.startsWith(prefix)) return next();
    res.set('X-Content-Type-Options', 'nosniff');
    if (req.method !== 'GET' && req.method !== 'HEAD') return refuse(res.set('Allow', 'GET, HEAD'), 405);
    const file = byPath.get(req.path) ?? hueFile(req.path.slice(prefix.length));
    return file ? serve(file, req, res) : refuse(res, 404);
  };
}

const refuse = (res: Response, status: 404 | 405) =>
  void res
    .status(status)
    .set('Cache-Control', 'no-store')
    .type('text')
    .send(status === 404 ? 'Not found\n' : 'Method not allowed\n');

function serve(file: AssetFile, req: Request, res: Response) {
  const { encoding, body } = chooseEncoding(file, req);
  res
    .set('Cache-Control', 'public, max-age=31536000, immutable')
    .set('Vary', 'Accept-Encoding')
    .set('ETag', `"${file.integrity.slice(7, 29)}${encoding ? `-${encoding}` : ''}"`)
    .type(path.extname(file.path));
  if (encoding) res.set('Content-Encoding', encoding);
  // Express answers HEAD and a fresh If-None-Match itself.
  res.send(body);
}

/** Ours first, whatever the order in the header: browsers name gzip before br. */
function chooseEncoding({ body, brotli, gzip }: AssetFile, req: Request) {
  if (brotli && req.acceptsEncodings('br')) return { encoding: 'br', body: brotli };
  if (gzip && req.acceptsEncodings('gzip')) return { encoding: 'gzip', body: gzip };
  return { encoding: null, body };
}

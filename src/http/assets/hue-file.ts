import { createHash } from 'node:crypto';
import type { AssetFile } from './asset-file.ts';

/** The stylesheet of an organization's hue, `hue-0.css` to `hue-359.css`, as no style may stand in a page; null for any other name. */
export function hueFile(path: string): AssetFile | null {
  const hue = /^hue-(0|[1-9]\d{0,2})\.css$/.exec(path)?.[1];
  if (hue === undefined || Number(hue) > 359) return null;
  const body = Buffer.from(`@layer tokens{:root{--hue:${hue}}}\n`);
  const integrity = `sha384-${createHash('sha384').update(body).digest('base64')}`;
  return { name: null, path, body, brotli: null, gzip: null, integrity, imports: [] };
}

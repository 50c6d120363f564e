import { create as contentDisposition } from 'content-disposition';
import { isTextType } from './sniff.ts';

export interface ServedFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: number;
  readonly sha256: string;
}

interface Serving {
  /** Show it in the page, if its type is one that is shown; everything else is downloaded. */
  readonly inline: boolean;
  readonly maxAgeSeconds: number;
}

/** Pictures that cannot hold a script. SVG can, so it is never among them. */
const shownTypes = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif']);

/** The headers under which a file of a stranger can be served from our own origin without it acting in our name. */
export function fileHeaders(file: ServedFile, { inline, maxAgeSeconds }: Serving): Record<string, string> {
  const isShown = shownTypes.has(file.type);
  const type = isTextType(file.type) ? 'text/plain; charset=utf-8' : isShown ? file.type : 'application/octet-stream';
  const shows = inline && (isShown || isTextType(file.type));
  return {
    'Content-Type': type,
    'Content-Length': String(file.bytes),
    'Content-Disposition': contentDisposition(plainName(file.name), { type: shows ? 'inline' : 'attachment' }),
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': `private, max-age=${maxAgeSeconds}, immutable`,
    ETag: `"${file.sha256}"`,
  };
}

/** A name without folders, control characters and the marks that make `exe.txt` out of `txt.exe` by writing backwards. */
export function plainName(name: string): string {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const kept = last.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, '').trim();
  return kept.replace(/^\.+/, '').slice(-150).toWellFormed() || 'file';
}

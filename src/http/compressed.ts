import { constants } from 'node:zlib';
import compression from 'compression';
import type { RequestHandler } from 'express';

/** Below it, what compressing saves is less than a packet. */
const worthwhileBytes = 1_000;
/** 11, the default, takes longer than making the page. */
const quality = 4;

/** Compresses pages and JSON on their way. Streams go out as they come, files are stored as they are, assets are compressed ahead. */
export const compressed = (): RequestHandler =>
  compression({
    threshold: worthwhileBytes,
    brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: quality } },
    filter: (_req, res) => /^(text\/html|application\/json)\b/.test(String(res.getHeader('Content-Type'))),
  });

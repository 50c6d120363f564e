import { once } from 'node:events';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Request, type Response } from 'express';
import type { Assets } from '#src/http/assets/assets.ts';

/** The strictest policy that pages have. */
export const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'";

export interface TriedPage {
  readonly address: string;
  /** Headers of every request but those for assets, newest last, by `METHOD /path`. */
  readonly seen: { readonly what: string; readonly headers: IncomingHttpHeaders }[];
  close(): void;
}

type Answer = (req: Request, res: Response) => unknown;

/** Serves one page with this body at `/`, under the policy, with our script and style, and these answers. */
export async function servePage(assets: Assets, body: string, answers: Readonly<Record<string, Answer>>, head = '') {
  const app = express();
  const seen: TriedPage['seen'] = [];
  app.use(assets.handler);
  app.use((req, res, next) => {
    seen.push({ what: `${req.method} ${req.path}`, headers: req.headers });
    res.set('Content-Security-Policy', policy).set('Cache-Control', 'no-store');
    next();
  });
  app.get('/', (_req, res) => void res.type('html').send(document(assets, head, body)));
  for (const [path, answer] of Object.entries(answers)) app.all(path, answer);
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    seen,
    close() {
      server.closeAllConnections();
      server.close();
    },
  } satisfies TriedPage;
}

export const fragment =
  (html: string, status = 200): Answer =>
  (_req, res) =>
    res.status(status).type('html').send(html);

const document = (assets: Assets, head: string, body: string) => `<!doctype html>
<html lang="en"><head><title>Tried</title><meta charset="utf-8"><link rel="icon" href="data:,">
<meta name="assay-session" content="public-id"><meta name="assay-csrf" content="token">
<link rel="stylesheet" href="${assets.url('app.css')}" integrity="${assets.integrity('app.css')}">
<script defer src="${assets.url('app.js')}" integrity="${assets.integrity('app.js')}"></script>${head}
</head><body>${body}<div id="notices" role="alert"></div>${notices}</body></html>`;

/** As every layout brings them. */
const notices = ['other-person', 'failed', 'unreachable', 'ended']
  .map((kind) => `<template data-notice="${kind}"><p class="notice">${kind}</p></template>`)
  .join('');

import path from 'node:path';
import express, { Router } from 'express';
import { z } from 'zod';
import { view } from '#src/views.ts';
import { openApi } from './openapi.ts';
import type { Web } from './web.ts';

const docsView = view('kernel/api-docs', z.object({}));
const open = `SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#api', deepLinking: true, docExpansion: 'list' });\n`;

/** The description of the API and a viewer for it, all served by us [U-12][U-18]. */
export function apiDocumentation({ config, plugins, views }: Web): Router {
  const router = Router();
  const routes = plugins.flatMap((plugin) => plugin.routes);
  const description = JSON.stringify(openApi(routes, { version: '1', server: config.publicUrl }));
  const page = views.render(docsView, {}, { locale: 'en', timeZone: 'UTC' });
  const viewer = path.join(config.root, 'node_modules/swagger-ui-dist');
  const send =
    (type: string, body: string): express.RequestHandler =>
    (_req, res) =>
      void res.set('Cache-Control', 'public, no-cache').type(type).send(body);
  router.get('/api/openapi.json', send('json', description));
  router.get('/api/docs', send('html', page));
  router.get('/api/docs/open.js', send('js', open));
  router.use('/api/docs', express.static(viewer, { index: false, redirect: false, maxAge: '1d' }));
  return router;
}

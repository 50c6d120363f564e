import express, { type Express } from 'express';
import type { MigrationFile } from '#src/database/migration-files.ts';
import { notFound } from '#src/errors.ts';
import type { Web } from './web.ts';
import { apiDocumentation } from './api-routes.ts';
import { compressed } from './compressed.ts';
import { crossOrigin } from './cross-origin.ts';
import { operations } from './operations.ts';
import { refuseEarly } from './refuse-early.ts';
import { routeTable } from './route-table.ts';
import { securityHeaders } from './security-headers.ts';
import { styleguide } from './styleguide/styleguide.ts';

/** The web server of one process: operations, assets, every plugin's routes as pages and under /api, and a refusal for the rest. */
export function createServer(kernel: Web, migrations: readonly MigrationFile[], isDraining: () => boolean): Express {
  const server = express();
  server
    .disable('x-powered-by')
    .set('trust proxy', trusted(kernel.config.trustProxy))
    .set('query parser', 'simple')
    .set('etag', false);
  server.use(securityHeaders(kernel.config));
  server.use(operations(kernel, migrations, isDraining));
  server.use(kernel.assets.handler);
  server.use(compressed());
  if (!kernel.config.production) server.use(styleguide(kernel));
  server.use(withoutOrganization);
  if (kernel.config.apiOrigins.length > 0) server.use('/api', crossOrigin(kernel.config.apiOrigins));
  server.use(apiDocumentation(kernel));
  server.use(routeTable(kernel));
  server.use(refuseEarly(kernel, () => notFound('page')));
  return server;
}

/** `/o/<slug>/…` names the organization of a page for people who are not signed in. */
const withoutOrganization: express.RequestHandler = (req, _res, next) => {
  const prefix = /^\/o\/([a-z0-9-]{2,63})(?=\/|\?|$)/.exec(req.url);
  if (prefix) {
    (req as { organizationSlug?: string }).organizationSlug = prefix[1]!;
    req.url = req.url.slice(prefix[0].length).replace(/^(?!\/)/, '/');
  }
  next();
};

function trusted(setting: string) {
  if (setting === 'none') return false;
  return /^\d+$/.test(setting) ? Number(setting) : setting;
}

import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import { needsToken } from './access.ts';
import { batchRoutes } from './batch-routes.ts';
import type { Judge } from './judge.ts';
import { notFound } from './not-found.ts';
import { submissionRoutes } from './submission-routes.ts';
import { systemRoutes } from './system-routes.ts';

/** Judge0's REST API, version 1.13.1. */
export function createApp(judge: Judge): Express {
  const app = express();
  app.disable('x-powered-by').disable('etag').set('query parser', 'simple');
  app.use((_request, response, next) => {
    response.set({ 'X-Assay-Judge': 'local', 'Cache-Control': 'no-store' });
    next();
  });
  app.use(needsToken(judge));
  app.use(express.json({ limit: '64mb', strict: false, type: ['application/json', '*/*+json'] }));
  app.use(express.urlencoded({ limit: '64mb', extended: false }));
  app.use(systemRoutes(judge), batchRoutes(judge), submissionRoutes(judge));
  app.use(notFound);
  app.use(answerFailure);
  return app;
}

/** A body that cannot be read is 400 with nothing in it. */
function answerFailure(error: unknown, _request: Request, response: Response, next: NextFunction) {
  const status = (error as { status?: unknown }).status;
  if (typeof status === 'number' && status < 500) response.status(status).type('text/html').end();
  else next(error);
}

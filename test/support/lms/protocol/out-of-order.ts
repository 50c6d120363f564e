import { setTimeout as sleep } from 'node:timers/promises';
import type { RequestHandler } from 'express';
import type { Endpoint } from '../failures.ts';
import type { Lms } from '../state.ts';

/** Counts the requests of one endpoint, and answers in its place as long as it is switched to be out of order. */
export const outOfOrder =
  (lms: Lms, endpoint: Endpoint): RequestHandler =>
  async (_req, res, next) => {
    lms.requests[endpoint] += 1;
    const { failures } = lms;
    if (failures.has(`${endpoint}-hangs`)) return;
    if (failures.has(`${endpoint}-slow`)) await sleep(lms.slowSeconds * 1000);
    if (failures.has(`${endpoint}-fails`)) return void res.status(500).type('text').send('Out of order');
    if (failures.has(`${endpoint}-html`))
      return void res.type('html').send('<!doctype html><title>Maintenance</title><p>We will be back soon.</p>');
    next();
  };

import { setTimeout as sleep } from 'node:timers/promises';
import type { Request, RequestHandler, Response } from 'express';
import { outages, type Endpoint, type Outage } from '../failures.ts';
import type { Lms, SeenRequest } from '../state.ts';

const remembered = 10_000;

/** Counts the requests of one endpoint, and answers in its place as long as it is switched to be out of order. */
export function outOfOrder(lms: Lms, endpoint: Endpoint): RequestHandler {
  let turn = 0;
  return async (req, res, next) => {
    remember(lms, endpoint, req, res);
    const { failures, failureSettings } = lms;
    const switched = (Object.keys(outages) as Outage[]).filter((outage) => failures.has(`${endpoint}-${outage}`));
    if (switched.length === 0) return next();
    turn += 1;
    const isMeant = Math.floor(turn * failureSettings.share) > Math.floor((turn - 1) * failureSettings.share);
    if (!isMeant) return next();
    if (switched.includes('hangs')) return;
    if (switched.includes('slow')) await sleep(failureSettings.slowSeconds * 1000);
    const answer = switched.find((outage) => outage in answers);
    if (answer) return answers[answer]!(res, lms);
    if (switched.includes('drops')) cutBeforeAnswer(req, res);
    next();
  };
}

function remember(lms: Lms, endpoint: Endpoint, { method, originalUrl: url, headers }: Request, res: Response) {
  lms.requests[endpoint] += 1;
  const seen: SeenRequest = { endpoint, method, url, headers, at: Date.now(), status: null };
  lms.seenRequests.push(seen);
  if (lms.seenRequests.length > remembered) lms.seenRequests.shift();
  res.once('finish', () => (seen.status = res.statusCode));
}

const answers: Partial<Record<Outage, (res: Response, lms: Lms) => void>> = {
  fails: (res) => void res.status(500).type('text').send('Out of order'),
  html: (res) => void res.type('html').send('<!doctype html><title>Maintenance</title><p>We will be back soon.</p>'),
  busy: (res, { failureSettings }) =>
    void res.status(429).set('Retry-After', String(failureSettings.retryAfterSeconds)).send('Too many requests'),
  limited: (res) =>
    void res.status(403).set('X-Rate-Limit-Remaining', '0.0').type('text').send('403 Forbidden (Rate Limit Exceeded)'),
  unauthorized: (res) => void res.status(401).json({ error: 'invalid_token' }),
};

/** Whatever is to be done is done by then; nobody hears of it. */
function cutBeforeAnswer(req: Request, res: Response) {
  res.end = () => {
    req.socket.destroy();
    return res;
  };
}

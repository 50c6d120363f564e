import type { RequestHandler } from 'express';
import type { Web } from './web.ts';
import { refuse } from './refuse.ts';
import { visitOf } from './visit.ts';

/** Answers what no route takes, in the reader's form and language, without asking who it is. */
export const refuseEarly =
  (kernel: Web, error: () => Error): RequestHandler =>
  (req, res) => {
    const visit = visitOf(req);
    res.set('X-Request-ID', visit.requestId);
    refuse(res, error(), visit, {
      kernel,
      who: { kind: 'anonymous' },
      reader: { locale: visit.locale, timeZone: 'UTC' },
      organization: null,
      visit,
    });
  };

import type { RequestHandler } from 'express';
import type { Web } from './web.ts';
import { drawnIn } from './languages.ts';
import { refuse } from './refuse.ts';
import { visitOf } from './visit.ts';

/** Answers what no route takes, in the reader's form and language, without asking who it is. */
export const refuseEarly =
  (kernel: Web, error: () => Error): RequestHandler =>
  (req, res) => {
    const visit = visitOf(req, kernel.config);
    res.set('X-Request-ID', visit.requestId);
    refuse(res, error(), visit, {
      kernel,
      who: { kind: 'anonymous' },
      reader: { locale: drawnIn(visit.languages), timeZone: 'UTC' },
      organization: null,
      visit,
    });
  };

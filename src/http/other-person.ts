import type { Request, Response } from 'express';
import { DomainError } from '#src/errors.ts';
import type { Identified } from '#src/sessions/identify.ts';
import { sessionOf } from './who.ts';

/**
 * Every page says for which session it was drawn. If somebody signed in anew in the same browser meanwhile, what the old page
 * asks for is not theirs: 409, by which its script knows. Throws DomainError `conflict`.
 */
export function refuseOtherPerson(req: Request, res: Response, who: Identified) {
  const drawnFor = req.get('x-assay-session');
  const asking = sessionOf(who);
  if (!drawnFor || asking === null || drawnFor === asking) return;
  res.set('X-Assay-Other-Person', 'true');
  throw new DomainError('conflict', 'kernel.error.otherPerson');
}

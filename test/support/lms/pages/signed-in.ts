import type { Request, Response } from 'express';
import type { Person } from '../people.ts';
import type { Lms } from '../state.ts';

const cookieName = 'practice_lms';

export const findPerson = ({ persons }: Lms, id: unknown): Person | null =>
  persons.find((person) => person.id === id) ?? null;

/** Who uses this browser here. There are no passwords: whoever is named in the cookie, or in `?as=`, is in. */
export function signedIn(lms: Lms, req: Request, res: Response): Person | null {
  const named = findPerson(lms, req.query['as']);
  if (named) signIn(res, named);
  return named ?? findPerson(lms, new RegExp(`(?:^|; )${cookieName}=(\\d+)`).exec(req.headers.cookie ?? '')?.[1]);
}

export const signIn = (res: Response, person: Person) =>
  void res.cookie(cookieName, person.id, { httpOnly: true, sameSite: 'lax' });

export const signOut = (res: Response) => void res.clearCookie(cookieName);

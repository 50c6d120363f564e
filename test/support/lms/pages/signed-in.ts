import type { Request, Response } from 'express';
import { people, type Person } from '../people.ts';

const cookieName = 'practice_lms';

export const everybody: readonly Person[] = Object.values(people);

export const findPerson = (id: unknown): Person | null => everybody.find((person) => person.id === id) ?? null;

/** Who uses this browser here. There are no passwords: whoever is named in the cookie, or in `?as=`, is in. */
export function signedIn(req: Request, res: Response): Person | null {
  const named = findPerson(req.query['as']);
  if (named) signIn(res, named);
  return named ?? findPerson(new RegExp(`(?:^|; )${cookieName}=(\\d+)`).exec(req.headers.cookie ?? '')?.[1]);
}

export const signIn = (res: Response, person: Person) =>
  void res.cookie(cookieName, person.id, { httpOnly: true, sameSite: 'lax' });

export const signOut = (res: Response) => void res.clearCookie(cookieName);

import type { Part, Person } from '../people.ts';
import type { Lms } from '../state.ts';
import type { Enrolment } from './enrolment.ts';

/** The part of a state in which it stands who is where. */
export type Roster = Pick<Lms, 'persons' | 'enrolments'>;

export interface Member {
  readonly person: Person;
  readonly enrolment: Enrolment;
}

/** What somebody is in a course now; null when they cannot get in. Administrators get in everywhere, enrolled or not. */
export function partIn(lms: Roster, person: Person, courseId: string): Part | null {
  const enrolment = enrolmentOf(lms, person.id, courseId);
  if (enrolment?.status === 'Active') return enrolment.part;
  return person.part === 'administrator' ? 'administrator' : null;
}

export const enrolmentOf = (lms: Roster, personId: string, courseId: string): Enrolment | null =>
  lms.enrolments.find((enrolment) => enrolment.personId === personId && enrolment.courseId === courseId) ?? null;

/** Everybody who is enrolled, in the order of enrolment; a test student is nobody. */
export function membersOf(lms: Roster, courseId: string): readonly Member[] {
  const persons = new Map(lms.persons.map((person) => [person.id, person]));
  return lms.enrolments
    .filter((enrolment) => enrolment.courseId === courseId && enrolment.part !== 'testStudent')
    .flatMap((enrolment) => {
      const person = persons.get(enrolment.personId);
      return person ? [{ person, enrolment }] : [];
    });
}

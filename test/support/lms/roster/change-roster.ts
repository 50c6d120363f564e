import { newId } from '../gradebook/column.ts';
import type { Part, Person } from '../people.ts';
import type { Lms } from '../state.ts';
import type { Enrolment } from './enrolment.ts';
import { newPerson, type Described } from './made-up-people.ts';

export async function addPerson(lms: Lms, described: Described): Promise<Person> {
  const person = newPerson(newId(), described);
  lms.persons.push(person);
  await lms.save();
  return person;
}

/** Puts somebody into a course; who is there already gets this part, and is active again. */
export async function enrol(lms: Lms, courseId: string, { id: personId }: Person, part: Part) {
  const enrolment: Enrolment = { courseId, personId, part, status: 'Active' };
  const at = placeOf(lms, courseId, personId);
  if (at < 0) lms.enrolments.push(enrolment);
  else lms.enrolments[at] = enrolment;
  await lms.save();
}

export async function unenrol(lms: Lms, courseId: string, { id }: Person) {
  const at = placeOf(lms, courseId, id);
  if (at >= 0) lms.enrolments.splice(at, 1);
  await lms.save();
}

/** Does nothing for who is not in the course. */
export async function setStatus(lms: Lms, courseId: string, { id }: Person, status: Enrolment['status']) {
  const at = placeOf(lms, courseId, id);
  const enrolment = lms.enrolments[at];
  if (enrolment) lms.enrolments[at] = { ...enrolment, status };
  await lms.save();
}

const placeOf = ({ enrolments }: Lms, courseId: string, personId: string) =>
  enrolments.findIndex((enrolment) => enrolment.courseId === courseId && enrolment.personId === personId);

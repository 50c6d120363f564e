import type { Course } from '../courses.ts';
import type { Part, Person } from '../people.ts';
import type { Lms } from '../state.ts';
import { addPerson, enrol, setStatus, unenrol } from './change-roster.ts';
import type { Described } from './made-up-people.ts';
import { groupsOf, type Group } from './groups.ts';
import { membersOf, type Member } from './roster.ts';

/** Who is where, as tests see it. */
export interface RosterOfTests {
  membersOf(course: Course): readonly Member[];
  groupsOf(course: Course): readonly Group[];
  /** Somebody new at this school, in no course yet. */
  addPerson(described: Described): Promise<Person>;
  /** Puts somebody into a course, or gives them another part there. */
  enrol(course: Course, person: Person, part: Part): Promise<void>;
  /** Takes somebody out of a course. */
  unenrol(course: Course, person: Person): Promise<void>;
  setStatus(course: Course, person: Person, status: 'Active' | 'Inactive'): Promise<void>;
}

export const faceOfRoster = (lms: Lms): RosterOfTests => ({
  membersOf: ({ id }) => membersOf(lms, id),
  groupsOf: ({ id }) => groupsOf(lms, id),
  addPerson: (described) => addPerson(lms, described),
  enrol: ({ id }, person, part) => enrol(lms, id, person, part),
  unenrol: ({ id }, person) => unenrol(lms, id, person),
  setStatus: ({ id }, person, status) => setStatus(lms, id, person, status),
});

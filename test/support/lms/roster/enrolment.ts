import { z } from 'zod';
import { courses } from '../courses.ts';
import { Part, people, type Person } from '../people.ts';

/** Somebody in a course. Who is inactive is still listed, and gets in no more. */
export const Enrolment = z.object({
  courseId: z.string(),
  personId: z.string(),
  part: Part,
  status: z.enum(['Active', 'Inactive']),
});
export type Enrolment = z.output<typeof Enrolment>;

/** As a practice LMS begins: the cast in both courses, where Toni assists in one and learns in the other. */
export const firstEnrolments = (): Enrolment[] =>
  Object.values(courses).flatMap(({ id: courseId }) =>
    Object.values(people)
      .filter(({ part }) => part !== 'administrator')
      .map((person) => ({ courseId, personId: person.id, part: partAtFirst(person, courseId), status: 'Active' })),
  );

const partAtFirst = (person: Person, courseId: string): Part =>
  person.id === people.assistant.id && courseId === courses.dataStructures.id ? 'student' : person.part;

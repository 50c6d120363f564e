import type { Part, Person } from '../people.ts';

const givenNames = ['Ada', 'Ben', 'Chidi', 'Dilek', 'Emre', 'Fatou', 'Greta', 'Hugo', 'Inés', 'Jun'];
const familyNames = [
  'Adler',
  'Bauer',
  'Çelik',
  'Diallo',
  'Fischer',
  'Gómez',
  'Huber',
  'Ito',
  'Jansen',
  'Kaya',
  'Łuczak',
];

/** As many students as asked for, the same every time, with ids from 1001 on. */
export const madeUpStudents = (count: number): Person[] =>
  Array.from({ length: count }, (_, index) =>
    newPerson(String(1001 + index), {
      givenName: givenNames[index % givenNames.length]!,
      familyName: `${familyNames[index % familyNames.length]!} ${index + 1}`,
      part: 'student',
    }),
  );

export interface Described {
  readonly givenName: string;
  readonly familyName: string;
  readonly part: Part;
}

/** Somebody of whom only the name is known; the rest is made from the id. */
export const newPerson = (id: string, { givenName, familyName, part }: Described): Person => ({
  id,
  part,
  givenName,
  familyName,
  username: `user${id}`,
  email: `user${id}@practice-lms.example`,
  sourcedId: part === 'student' ? `STU-${id}` : '',
});

import { z } from 'zod';

/** What somebody is in a course, in the words of this platform; a flavour writes it as role URIs. */
export const Part = z.enum(['teacher', 'assistant', 'student', 'administrator', 'testStudent']);
export type Part = z.output<typeof Part>;

export const Person = z.object({
  /** Small number as text; a flavour may send something longer as `sub`. */
  id: z.string(),
  username: z.string(),
  givenName: z.string(),
  familyName: z.string(),
  email: z.string(),
  /** The number in the school's own records; empty where there is none. */
  sourcedId: z.string(),
  /** What they are at this school; in a course they may be something else. */
  part: Part,
});
export type Person = Readonly<z.output<typeof Person>>;

const person = (id: string, part: Part, givenName: string, familyName: string, sourcedId: string): Person => ({
  id,
  part,
  givenName,
  familyName,
  sourcedId,
  username: givenName.toLowerCase(),
  email: `${givenName.toLowerCase()}@practice-lms.example`,
});

/** The cast: the same in every practice LMS. Toni assists in Programming 1 and learns in Data Structures. */
export const people = {
  administrator: person('2', 'administrator', 'Amal', 'Admin', ''),
  teacher: person('3', 'teacher', 'Tessa', 'Teacher', 'EMP-1'),
  assistant: person('4', 'assistant', 'Toni', 'Tutor', 'EMP-2'),
  sam: person('5', 'student', 'Sam', 'Student', 'STU-1001'),
  lena: person('6', 'student', 'Lena', 'Lehmann', 'STU-1002'),
  yusuf: person('7', 'student', 'Yusuf', 'Yıldız', 'STU-1003'),
  testStudent: person('8', 'testStudent', 'Test', 'Student', ''),
} satisfies Record<string, Person>;

export const fullName = ({ givenName, familyName }: Person) => `${givenName} ${familyName}`;

export const teaches = (part: Part | null) => part === 'teacher' || part === 'administrator';

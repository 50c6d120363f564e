/** What somebody is in a course, in the words of this platform; a flavour writes it as role URIs. */
export type Part = 'teacher' | 'assistant' | 'student' | 'administrator' | 'testStudent';

export interface Person {
  /** Small number as text; a flavour may send something longer as `sub`. */
  readonly id: string;
  readonly username: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly email: string;
  /** The number in the school's own records; empty where there is none. */
  readonly sourcedId: string;
  readonly part: Part;
  /** Course ids in which this person is something else. */
  readonly elsewhere?: Readonly<Record<string, Part>>;
}

const person = (id: string, part: Part, givenName: string, familyName: string, sourcedId: string) => ({
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
  assistant: { ...person('4', 'assistant', 'Toni', 'Tutor', 'EMP-2'), elsewhere: { '3': 'student' } },
  sam: person('5', 'student', 'Sam', 'Student', 'STU-1001'),
  lena: person('6', 'student', 'Lena', 'Lehmann', 'STU-1002'),
  yusuf: person('7', 'student', 'Yusuf', 'Yıldız', 'STU-1003'),
  testStudent: person('8', 'testStudent', 'Test', 'Student', ''),
} satisfies Record<string, Person>;

export const fullName = ({ givenName, familyName }: Person) => `${givenName} ${familyName}`;

export const partIn = (who: Person, courseId: string): Part => who.elsewhere?.[courseId] ?? who.part;

export const teaches = (part: Part) => part === 'teacher' || part === 'administrator';

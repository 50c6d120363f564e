import { membersOf, type Roster } from './roster.ts';

export interface Group {
  readonly id: string;
  readonly setId: string;
  readonly name: string;
  /** Ids of persons. */
  readonly members: readonly string[];
}

const sets = [
  { number: 1, name: 'Project teams', groups: ['Team Kestrel', 'Team Plover', 'Team Wren'] },
  { number: 2, name: 'Lab hours', groups: ['Monday', 'Thursday'] },
] as const;

export const groupSetsOf = (courseId: string) =>
  sets.map(({ number, name }) => ({ id: `${courseId}0${number}`, name }));

/** In each set a student is in one group, by the order of enrolment. */
export function groupsOf(lms: Roster, courseId: string): readonly Group[] {
  const students = membersOf(lms, courseId).filter(({ enrolment }) => enrolment.part === 'student');
  return sets.flatMap(({ number, groups }) =>
    groups.map((name, at) => ({
      id: `${courseId}0${number}${at}`,
      setId: `${courseId}0${number}`,
      name,
      members: students.filter((_, index) => index % groups.length === at).map(({ person }) => person.id),
    })),
  );
}

export interface Course {
  readonly id: string;
  readonly label: string;
  readonly title: string;
  /** The number in the school's own records. */
  readonly sourcedId: string;
}

/** The same in every practice LMS. */
export const courses = {
  programming: { id: '2', label: 'PROG1', title: 'Programming 1', sourcedId: 'SIS-PROG1' },
  dataStructures: { id: '3', label: 'DS', title: 'Data Structures', sourcedId: 'SIS-DS' },
} satisfies Record<string, Course>;

/** A resource link: a place in a course from which a tool is launched. */
export interface Activity {
  readonly id: string;
  readonly courseId: string;
  readonly clientId: string;
  readonly title: string;
  readonly targetLinkUri: string;
  /** Values may name variables, `$User.id` and others. */
  readonly custom: Readonly<Record<string, string>>;
  readonly opensIn: 'frame' | 'tab';
}

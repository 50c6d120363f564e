import type { Activity } from '../courses.ts';
import type { Person } from '../people.ts';
import type { Column } from './column.ts';
import type { Grade, ScorePost } from './grade.ts';
import type { ChangedGrade } from './set-grade.ts';

/** The gradebook as tests see it. */
export interface Gradebook {
  /** Line items; each activity brings one of 100 points along. */
  readonly columns: readonly Column[];
  /** The column of an activity; null where it has none. */
  columnOf(activity: Activity): Column | null;
  /** What stands in a cell; null when nothing ever did. */
  gradeOf(column: Column, person: Person): Grade | null;
  /** All scores that came since the start, oldest first, also those that were refused. */
  readonly scorePosts: readonly ScorePost[];
  postsFor(column: Column, person: Person): readonly ScorePost[];
  /** A teacher changes a cell by hand: a score that the tool sends replaces it unless it is to be kept. */
  setGrade(column: Column, person: Person, change: ChangedGrade): Promise<void>;
  removeGrade(column: Column, person: Person): Promise<void>;
}

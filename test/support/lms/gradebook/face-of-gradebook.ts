import { cellKey } from './grade.ts';
import type { Gradebook } from './gradebook.ts';
import { removeGrade, setGrade } from './set-grade.ts';
import { flavours } from '../flavours/flavours.ts';
import type { Lms } from '../state.ts';

/** What tests see of the gradebook, and what a teacher would do there. */
export const faceOfGradebook = (lms: Lms): Gradebook => ({
  columns: lms.columns,
  columnOf: ({ id }) => lms.columns.find(({ activityId }) => activityId === id) ?? null,
  gradeOf: (column, person) => lms.grades.get(cellKey(column.id, person.id)) ?? null,
  scorePosts: lms.scorePosts,
  postsFor(column, person) {
    const ids = Object.values(flavours).map(({ subject }) => subject(person.id));
    return lms.scorePosts.filter(({ columnId, userId }) => columnId === column.id && ids.includes(userId));
  },
  setGrade: (column, person, change) => setGrade(lms, column, person, change),
  removeGrade: (column, person) => removeGrade(lms, column, person),
});

export { gradeAdjustment, type Adjustment, type GradeAdjustment } from './grade-adjustment.ts';
export { Grade } from './grade.entity.ts';
export { gradeOf, type GradeResult, type Reason, type Rules } from './grade-of.ts';
export { makeGrade } from './make-grade.ts';
export { overrideGrade, undoOverride } from './override/override-grade.ts';
export { WorkProgress } from './progress/work-progress.entity.ts';

import { definePlugin } from '#src/plugin.ts';
import { actSentences } from './act-sentences.ts';
import { csvRoutes } from './csv/csv-routes.ts';
import { Grade } from './grade.entity.ts';
import { gradebookRoutes } from './gradebook/gradebook-routes.ts';
import { gradeAnew, gradeJudged, tellAgainJob, tellWaiting } from './grading-jobs.ts';
import { GradeChange } from './override/grade-change.entity.ts';
import { classPanel } from './panel/class-panel.ts';
import { courseGrades } from './panel/course-panel.ts';
import { gradePanel } from './panel/grade-panel.ts';
import { liveGrades } from './panel/grade-topic.ts';
import { watchScores } from './panel/watch-scores.ts';
import { recordJudged, recordReceived } from './progress/progress-jobs.ts';
import { WorkProgress } from './progress/work-progress.entity.ts';
import { studentPageRoutes } from './student/student-page-routes.ts';
import { liveClass } from './students/class-topic.ts';
import { studentRoutes } from './students/student-routes.ts';
import { makeColumnJob } from './telling/make-column.ts';
import { tellJudgingJob } from './telling/tell-judging.ts';

export default definePlugin({
  name: 'grading',
  requires: ['assignments', 'courses', 'problems', 'submissions', 'lti'],
  entities: [Grade, GradeChange, WorkProgress],
  routes: [...studentRoutes, ...studentPageRoutes, ...gradebookRoutes, ...csvRoutes],
  jobs: [makeColumnJob, tellAgainJob, tellJudgingJob],
  on: [gradeJudged, gradeAnew, tellWaiting, recordReceived, recordJudged],
  contributes: [gradePanel, classPanel, courseGrades, liveGrades, watchScores, liveClass, ...actSentences],
});

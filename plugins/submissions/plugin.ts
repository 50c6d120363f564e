import { definePlugin } from '#src/plugin.ts';
import { demoClass } from './demo/add-demo-class.ts';
import { draftRoutes } from './drafts/draft-routes.ts';
import { SolutionDraft } from './drafts/solution-draft.entity.ts';
import { archiveSubmissions } from './history/archive-submissions.ts';
import { attemptsPanel } from './history/attempts-panel.ts';
import { comparisonRoute } from './history/comparison.ts';
import { historyRoutes } from './history/history-routes.ts';
import { ownPlace } from './history/own-place.ts';
import { handedIn } from './handed-in.ts';
import { judgeJob } from './pipeline/judge-job.ts';
import { receiptCommands } from './receipts/receipt-commands.ts';
import { ReceiptKey } from './receipts/receipt-key.entity.ts';
import { receiptRoutes } from './receipts/receipt-routes.ts';
import { ProgramRun } from './runs/program-run.entity.ts';
import { forgetRuns, runJob } from './runs/run-job.ts';
import { runRoute, runRoutes } from './runs/run-routes.ts';
import { liveRuns } from './runs/run-topic.ts';
import { submissionSettings } from './settings.ts';
import { Submission } from './submission.entity.ts';
import { submitRoutes } from './submit-routes.ts';
import { TestRun } from './test-run.entity.ts';
import { submissionRoutes } from './verdict/submission-routes.ts';
import { liveSubmissions } from './verdict/submission-topic.ts';
import { guideRoute } from './workspace/guide-route.ts';
import { problemPlaces } from './workspace/problem-places.ts';
import { solveRoute } from './workspace/solve-route.ts';

export default definePlugin({
  name: 'submissions',
  requires: ['judge0', 'problems'],
  config: submissionSettings,
  entities: [Submission, TestRun, ProgramRun, ReceiptKey, SolutionDraft],
  routes: [
    ...submitRoutes,
    ...historyRoutes,
    comparisonRoute,
    ...submissionRoutes,
    runRoute(problemPlaces),
    ...runRoutes,
    ...receiptRoutes,
    ...draftRoutes(problemPlaces),
    solveRoute,
    guideRoute,
  ],
  jobs: [judgeJob, runJob, forgetRuns, archiveSubmissions],
  contributes: [liveSubmissions, liveRuns, attemptsPanel, ownPlace, demoClass, handedIn],
  commands: receiptCommands,
});

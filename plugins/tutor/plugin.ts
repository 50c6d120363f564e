import { definePlugin } from '#src/plugin.ts';
import { assignedHints } from './asking/assigned-hints.ts';
import { hintRoutes } from './asking/hint-routes.ts';
import { demoHints } from './demo/add-demo-hints.ts';
import { hintReduction } from './hint-reduction.ts';
import { HintRequest } from './hint-request.entity.ts';
import { HintRules } from './hint-rules.entity.ts';
import { hintSpending } from './model/hint-spending.ts';
import { hintPageRoute } from './panel/hint-page-route.ts';
import { hintPanel } from './panel/hint-panel.ts';
import { liveHints } from './panel/hint-topic.ts';
import { actSentences, hintRulesRoutes, hintsTab } from './teaching/hint-rules-routes.ts';
import { hintsPanel } from './teaching/hints-panel.ts';
import { writeHintJob } from './writing/write-hint-job.ts';

export default definePlugin({
  name: 'tutor',
  requires: ['ai-reviews', 'assignments', 'code-analysis', 'courses', 'grading', 'problems', 'submissions'],
  entities: [HintRules, HintRequest],
  routes: [...hintRoutes, hintPageRoute, ...hintRulesRoutes],
  jobs: [writeHintJob],
  contributes: [
    hintPanel,
    liveHints,
    hintsTab,
    hintsPanel,
    hintReduction,
    hintSpending,
    assignedHints,
    demoHints,
    ...actSentences,
  ],
});

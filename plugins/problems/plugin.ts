import { liveTopic } from '#src/http/live/topic.ts';
import { navItem } from '#src/http/nav-item.ts';
import { definePlugin } from '#src/plugin.ts';
import { actSentences } from './act-sentences.ts';
import { changeRoutes } from './authoring/change-routes.ts';
import { languagesRoutes } from './authoring/languages-section.ts';
import { newRoutes } from './authoring/new-routes.ts';
import { previewRoute } from './authoring/preview-route.ts';
import { solutionsRoutes } from './authoring/solutions-section.ts';
import { testsRoutes } from './authoring/tests-section.ts';
import { wordsRoutes } from './authoring/words-section.ts';
import { catalogueRoutes } from './catalogue/catalogue-routes.ts';
import { problemRoutes } from './catalogue/problem-routes.ts';
import { demoProblems } from './demo/add-demo-problems.ts';
import { exchangeRoutes } from './exchange/exchange-routes.ts';
import { problemsPath } from './paths.ts';
import { ProblemCount } from './problem-count.entity.ts';
import { ProblemDraft } from './problem-draft.entity.ts';
import { ProblemProgress } from './problem-progress.entity.ts';
import { ProblemVersion } from './problem-version.entity.ts';
import { Problem } from './problem.entity.ts';
import { publishProblem } from './publishing/publish-problem.ts';
import { publishRoutes } from './publishing/publish-routes.ts';
import { publishingTopic } from './publishing/publishing-topic.ts';
import { Publishing } from './publishing/publishing.entity.ts';
import { StatementRevision } from './statement-revision.entity.ts';
import { ProblemTopic } from './topics/problem-topic.entity.ts';
import { topicRoutes } from './topics/topic-routes.ts';
import { Topic } from './topics/topic.entity.ts';

const place = navItem({
  heading: 'problems.nav.heading',
  label: 'problems.nav.problems',
  path: problemsPath,
  icon: 'code-square',
  isFor: ({ kind }) => kind === 'user',
});

export default definePlugin({
  name: 'problems',
  requires: ['judge0'],
  entities: [
    Problem,
    ProblemDraft,
    ProblemVersion,
    StatementRevision,
    ProblemCount,
    ProblemProgress,
    Publishing,
    Topic,
    ProblemTopic,
  ],
  routes: [
    ...catalogueRoutes,
    ...newRoutes,
    ...exchangeRoutes,
    ...problemRoutes,
    ...wordsRoutes,
    ...languagesRoutes,
    ...testsRoutes,
    ...solutionsRoutes,
    previewRoute,
    ...changeRoutes,
    ...publishRoutes,
    ...topicRoutes,
  ],
  jobs: [publishProblem],
  contributes: [place, ...actSentences, liveTopic(publishingTopic), demoProblems],
});

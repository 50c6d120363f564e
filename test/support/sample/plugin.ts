import { liveTopic } from '#src/http/live/topic.ts';
import { definePlugin } from '#src/plugin.ts';
import { sampleAdjustment } from './adjust-grades.ts';
import { sampleKinds } from './deep-link-kinds.ts';
import {
  leavesTheInstallation,
  noOp,
  ofTheInstallation,
  oneOfAGroup,
  sampleSteps,
  subscriptions,
  takeYourTime,
  writeSample,
} from './jobs.ts';
import { listingRoutes } from './listing-routes.ts';
import { sampleRoutes } from './routes.ts';
import { savingRoutes } from './saving-routes.ts';
import { Sample } from './sample.entity.ts';
import { sampleText, workspaceRoutes } from './workspace-routes.ts';

/** A plugin for tests only: one table, jobs of every kind, one event with two subscribers. */
export const samplePlugin = definePlugin({
  name: 'sample',
  folder: 'test/support/sample',
  routes: [...sampleRoutes, ...savingRoutes, ...listingRoutes, ...workspaceRoutes],
  entities: [Sample],
  jobs: [writeSample, takeYourTime, oneOfAGroup, sampleSteps, noOp, ofTheInstallation, leavesTheInstallation],
  on: subscriptions,
  contributes: [liveTopic(sampleText), sampleAdjustment, ...sampleKinds],
});

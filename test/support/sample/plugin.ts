import { definePlugin } from '#src/plugin.ts';
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
import { Sample } from './sample.entity.ts';

/** A plugin for tests only: one table, jobs of every kind, one event with two subscribers. */
export const samplePlugin = definePlugin({
  name: 'sample',
  entities: [Sample],
  jobs: [writeSample, takeYourTime, oneOfAGroup, sampleSteps, noOp, ofTheInstallation, leavesTheInstallation],
  on: subscriptions,
});

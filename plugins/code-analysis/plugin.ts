import { definePlugin } from '#src/plugin.ts';
import { ProgramReading } from './effect/program-reading.entity.ts';
import { readJudgedProgram } from './effect/read-program.ts';
import { patternRoutes } from './instructors/pattern-routes.ts';
import { patternsPlace } from './instructors/patterns-place.ts';
import { SilencedPattern } from './instructors/silenced-pattern.entity.ts';
import { InstructorPattern } from './own/own-pattern.entity.ts';
import { ownRoutes } from './own/own-routes.ts';
import { PatternTrial } from './trying/pattern-trial.entity.ts';
import { trialRoutes } from './trying/trial-routes.ts';
import { liveTrials } from './trying/trial-topic.ts';
import { tryPatternJob } from './trying/try-pattern.ts';

export default definePlugin({
  name: 'code-analysis',
  requires: ['assignments', 'problems', 'submissions'],
  entities: [SilencedPattern, InstructorPattern, PatternTrial, ProgramReading],
  routes: [...patternRoutes, ...ownRoutes, ...trialRoutes],
  jobs: [tryPatternJob],
  on: [readJudgedProgram],
  contributes: [patternsPlace, liveTrials],
});

import { companion } from '#src/companion.ts';
import { dependency } from '#src/health.ts';
import { definePlugin } from '#src/plugin.ts';
import { callbackRoute } from './callbacks/callback-route.ts';
import { judgeCompanion } from './judges-of.ts';
import { judgeDependency } from './judge-dependency.ts';
import { judgeRoutes } from './operator/judge-routes.ts';
import { judgePlace } from './operator/places.ts';
import { judgeSettings } from './settings.ts';

export default definePlugin({
  name: 'judge0',
  folder: 'judge0',
  config: judgeSettings,
  routes: [callbackRoute, ...judgeRoutes],
  contributes: [companion(judgeCompanion), dependency(judgeDependency), judgePlace],
});

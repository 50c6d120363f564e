import type { Dependency } from '#src/health.ts';
import { modelRoomOf } from './model/model-room.ts';

/** Reviews go on without a model. What fails is known from its use. */
export const modelDependency: Dependency = {
  name: 'model',
  async check({ keys, config }) {
    const { providers } = modelRoomOf({ keys, settings: (settings) => config.of(settings) });
    const failures = providers.flatMap(({ host, breaker }) => (breaker.failure ? [`${host}: ${breaker.failure}`] : []));
    return failures.join('; ') || null;
  },
};

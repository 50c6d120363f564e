import perfHooks from 'node:perf_hooks';
import { expect, it, jest } from '@jest/globals';
import { createMetrics } from '#src/metrics.ts';

it("looks at the loop's lag ten times a second, as each look wakes the process", async () => {
  const watch = jest.spyOn(perfHooks, 'monitorEventLoopDelay');
  const { registry } = createMetrics();
  expect(watch.mock.calls).toEqual([[{ resolution: 100 }]]);
  expect(await registry.metrics()).toMatch(/^assay_nodejs_eventloop_lag_seconds \d/m);
});

import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Figures of one process for Prometheus: counts and durations, never ids of people [T1-02]. */
export interface Metrics {
  readonly registry: Registry;
  jobFinished(job: string, outcome: string, ms: number): void;
  outboundFinished(outcome: string, ms: number): void;
  /** A figure that is read when somebody asks for the metrics. */
  gauge(figure: Figure): void;
}

export interface Figure {
  readonly name: string;
  readonly help: string;
  readonly labels: readonly string[];
  read(): Promise<readonly { readonly labels: Record<string, string>; readonly value: number }[]>;
}

/** Each look at the loop's lag wakes the process: every ten milliseconds, which is usual, take a hundredth of a processor from one that has nothing to do. */
const lagEveryMs = 100;

export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, prefix: 'assay_', eventLoopMonitoringPrecision: lagEveryMs });
  const jobs = new Histogram({
    name: 'assay_job_seconds',
    help: 'Duration of jobs',
    labelNames: ['job', 'outcome'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10, 60, 300],
    registers,
  });
  const outbound = new Histogram({
    name: 'assay_outbound_seconds',
    help: 'Duration of outgoing requests',
    labelNames: ['outcome'],
    buckets: [0.05, 0.2, 1, 5, 20],
    registers,
  });
  const failures = new Counter({
    name: 'assay_job_failures_total',
    help: 'Failed runs of jobs',
    labelNames: ['job'],
    registers,
  });
  return {
    registry,
    jobFinished(job, outcome, ms) {
      jobs.observe({ job, outcome }, ms / 1000);
      if (outcome !== 'completed') failures.inc({ job });
    },
    outboundFinished: (outcome, ms) => outbound.observe({ outcome }, ms / 1000),
    gauge: (figure) => readWhenAsked(registry, figure),
  };
}

function readWhenAsked(registry: Registry, figure: Figure) {
  const { name, help, labels } = figure;
  const gauge = new Gauge({
    name,
    help,
    labelNames: [...labels],
    registers: [registry],
    async collect() {
      gauge.reset();
      for (const point of await figure.read().catch(() => [])) gauge.set(point.labels, point.value);
    },
  });
}

import { openJudges, type Judges, type JudgesOptions } from '../../../judge0/client/open-judges.ts';
import type { Clock } from '../../../judge0/client/clock.ts';
import type { ExecutionRequest, Run } from '../../../judge0/execution.ts';
import { createLog } from '#src/log.ts';
import { createOutbound } from '#src/outbound/create-outbound.ts';

export interface Client {
  readonly judges: Judges;
  /** What was written to the log. */
  readonly lines: string[];
  close(): Promise<void>;
}

/** The client of the judges at these addresses, as the application opens it. */
export function openClient(urls: readonly string[], options: Partial<JudgesOptions> = {}): Client {
  const outbound = createOutbound({ allow: [], production: false, version: '0.0.0' });
  const lines: string[] = [];
  const log = createLog({
    level: 'info',
    production: true,
    stream: { write: (line: string) => void lines.push(line) },
  });
  const addresses = urls.map((url) => ({ url, token: 'a-token-of-the-tests' }));
  const judges = openJudges({ addresses, fetch: outbound.operator.fetch, log, timeoutMs: 1_000, ...options });
  const close = () => {
    judges.close();
    return outbound.close();
  };
  return { judges, lines, close };
}

/** A minute of it is a second and a half of ours. */
export const fastClock = (factor = 40): Clock => ({
  now: () => performance.now() * factor,
  after(ms, work) {
    const timer = setTimeout(work, ms / factor);
    return () => clearTimeout(timer);
  },
});

export const usualLimits = {
  cpuMs: 1_000,
  wallMs: 5_000,
  memoryKb: 128_000,
  outputBytes: 16_384,
  errorBytes: 4_096,
} as const;

export const aRun = (stdin: string | Uint8Array = '', limits: Partial<Run['limits']> = {}): Run => ({
  stdin,
  args: [],
  limits: { ...usualLimits, ...limits },
});

export const aRequest = (
  content: string,
  runs: readonly Run[] = [aRun()],
  more: Partial<ExecutionRequest> = {},
): ExecutionRequest => ({
  language: 'python',
  files: [{ path: 'program', content }],
  runs,
  isolation: 'shared',
  priority: 'normal',
  ...more,
});

export const texts = (results: readonly { readonly stdout: Buffer }[]) =>
  results.map(({ stdout }) => stdout.toString());

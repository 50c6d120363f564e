/** Something that was started and can be stopped. */
export interface Running {
  stop(): Promise<void>;
}

/** After this long a stop that hangs is no longer waited for. */
const patience = 60_000;

/** Starts, waits for SIGINT, SIGTERM or SIGHUP, stops; returns the exit code. A signal during the start stops it as soon as it can. */
export async function runUntilSignal(begin: () => Promise<Running>): Promise<number> {
  const { promise: signalled, resolve } = Promise.withResolvers<void>();
  // npm, the shell and the terminal may each pass the signal on: the second and third mean nothing more.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
  const running = await begin();
  await signalled;
  const timer = setTimeout(() => {
    process.stderr.write('Not everything stopped in time.\n');
    process.exit(1);
  }, patience);
  await running.stop();
  clearTimeout(timer);
  return 0;
}

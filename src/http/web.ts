import type { Kernel } from '#src/scope/kernel.ts';
import type { Assets } from './assets/assets.ts';
import type { LiveStreams } from './live/live-streams.ts';

/** The kernel of a process that answers HTTP. */
export interface Web extends Kernel {
  readonly assets: Assets;
  readonly live: LiveStreams;
}

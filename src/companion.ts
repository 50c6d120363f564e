import { extensionPoint } from './extension.ts';
import type { Kernel } from './scope/kernel.ts';

/** What this process is for. */
export interface Beginning {
  readonly serve: boolean;
  readonly work: boolean;
}

/** What lives beside requests and jobs for as long as the process does. */
export interface Companion {
  /** Starts what should be there before it is asked for. Never waits for anything outside. */
  begin(does: Beginning): Promise<void>;
  end(): Promise<void>;
}

/** Opened with the kernel, where nothing may be started yet: tests open many kernels, and so does the shell. */
export const companion = extensionPoint<(kernel: Kernel) => Companion>('kernel.companion');

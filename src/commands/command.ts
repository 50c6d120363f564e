import type { z } from 'zod';
import type { Config } from '#src/config/config.ts';
import type { Plugin } from '#src/plugin.ts';
import type { Kernel } from '#src/scope/kernel.ts';
import type { InstallationScope } from '#src/scope/scope.ts';

/** What a command of `npm run admin` may use. Connections open when asked for and close after the command. */
export interface Shell {
  readonly config: Config;
  readonly plugins: readonly Plugin[];
  readonly ownerUrl: string;
  readonly appUrl: string;
  kernel(): Promise<Kernel>;
  /** A Scope of the installation that acts as the system, from the shell. */
  scope(): Promise<InstallationScope>;
  /** Progress, on standard error: standard output holds the answer only. */
  say(step: string): void;
}

export interface Outcome {
  /** Printed with `--json`. */
  readonly data: Record<string, unknown>;
  /** Printed otherwise. */
  readonly text: string;
  /** Nothing was done, and something has to be said again with more: the exit code is 1. */
  readonly failed?: boolean;
}

export interface Command<O extends z.ZodObject = z.ZodObject> {
  /** Words joined by hyphens; `create-user` is also heard as `create user`. */
  readonly name: string;
  readonly summary: string;
  /** Each option's schema reads a string, a list of strings or a boolean, and carries `.describe()`. */
  readonly options: O;
  run(shell: Shell, options: z.output<O>): Promise<Outcome>;
}

export const defineCommand = <O extends z.ZodObject>(command: Command<O>): Command => command;

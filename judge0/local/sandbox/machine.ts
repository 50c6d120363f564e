import type { Cgroups } from './cgroup.ts';

/** What boxes are made with on this machine. */
export interface Machine {
  /** Without it programs run as they are. */
  readonly isSafe: boolean;
  /** Null in the tier that limits each process for itself. */
  readonly bwrap: string;
  readonly cgroups: Cgroups | null;
  /** A file with the compiled filter, or null where the architecture is unknown. */
  readonly filterFile: string | null;
  /** A user for each box that is open at the same time; null when the judge is no root and boxes run as its own user. */
  readonly firstUid: number | null;
  readonly bwrapArguments: readonly string[];
  /** Where files without names are made. */
  readonly folder: string;
}

/** A control group that one box is in. Memory in KB, time in milliseconds. */
export interface Cgroup {
  limit(memoryKb: number, processes: number): void;
  /** Takes milliseconds, which the kernel waits and nobody works. */
  join(pid: number): Promise<void>;
  /** The processes that are in it at this moment. */
  members(): number[];
  cpuMs(): number;
  /** The most that it has ever held, page cache and files in memory included. */
  peakKb(): number;
  /** How many of its processes were killed for want of memory. */
  oomKills(): number;
  /** Waits until it is empty, so that nothing of it stays. */
  remove(): Promise<void>;
}

export interface Cgroups {
  readonly version: 1 | 2;
  open(name: string): Cgroup;
  /** What this process starts weighs as boxes do, from its first moment. */
  weigh(pid: number): void;
  /** Ends what a former life left in there, and removes it. */
  sweep(): void;
  /** Removes what belongs to the judge itself. */
  close(): void;
}

/** What one run may use. Times in milliseconds, sizes in KB (1024 bytes). */
export interface Limits {
  /** Processor time of all processes together, where there is a cgroup. */
  readonly cpuMs: number;
  /** How much longer it runs before it is killed; over `cpuMs` it has failed all the same. */
  readonly extraMs: number;
  readonly wallMs: number;
  readonly memoryKb: number;
  readonly stackKb: number;
  readonly processes: number;
  /** Of each file, standard output among them. */
  readonly fileKb: number;
}

export type Killed = 'cpu' | 'wall' | 'memory' | 'stopped';

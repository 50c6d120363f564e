/** How well programs are kept apart and limited here. */
export interface Tier {
  readonly name: 'full' | 'per-process' | 'unsafe';
  /** What an operator should know of it. */
  readonly sentence: string;
}

/** Only when somebody said so. */
export const unsafeTier: Tier = {
  name: 'unsafe',
  sentence:
    'Sandbox: NONE. Programs of students run on this machine as they are. Never use this with people you do not know.',
};

/** No program is run, and what to do about it. */
export class NoSandboxError extends Error {
  override readonly name = 'NoSandboxError';
}

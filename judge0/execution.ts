/** What may be used by one run. Memory counts all processes together; output and errors are cut behind so many bytes. */
export interface RunLimits {
  /** Of all processes together, in milliseconds. */
  readonly cpuMs: number;
  /** From start to end, in milliseconds; a run that sleeps ends here. */
  readonly wallMs: number;
  /** Never taken below what the language itself needs. */
  readonly memoryKb: number;
  readonly outputBytes: number;
  readonly errorBytes: number;
}

export interface Run {
  readonly stdin: string | Uint8Array;
  readonly args: readonly string[];
  readonly limits: RunLimits;
}

/** A file of the program by its path in the working directory. */
export interface SourceFile {
  readonly path: string;
  readonly content: string | Uint8Array;
}

export interface ExecutionRequest {
  /** `python`, `cpp`, … or any family that a judge offers. */
  readonly language: string;
  /** The first is the one that is started, and gets the name that the language wants. */
  readonly files: readonly SourceFile[];
  readonly runs: readonly Run[];
  /** `shared`: one box for many runs, cleaned in between. `perRun`: a box each. */
  readonly isolation: 'shared' | 'perRun';
  readonly priority: Priority;
}

/** Somebody waits and looks; somebody waits; nobody waits. */
export type Priority = 'interactive' | 'normal' | 'background';

export const runStatuses = [
  'finished',
  'cpuLimit',
  'wallLimit',
  'memoryLimit',
  'outputLimit',
  'runtimeError',
  'compileError',
  'compileTimeLimit',
  'refused',
  'internal',
] as const;

/** How a run ended, as the raw facts say; whether what it wrote is right is not asked here. */
export type RunStatus = (typeof runStatuses)[number];

export interface RunResult {
  readonly status: RunStatus;
  readonly stdout: Buffer;
  readonly stderr: Buffer;
  /** Null when a signal ended it, or when it never ran. */
  readonly exitCode: number | null;
  /** `SIGSEGV` and so on, when a signal of its own ended it. */
  readonly signal: string | null;
  readonly timeMs: number | null;
  readonly wallMs: number | null;
  /** Of all processes together; below about 5 MB it is not told apart. */
  readonly memoryKb: number | null;
  /** Whether it wrote more than its limits let through. */
  readonly truncated: boolean;
  /** For `refused` and `internal`: what the judge said, for operators. */
  readonly detail: string | null;
}

export interface CompileResult {
  readonly status: 'none' | 'finished' | 'compileError' | 'compileTimeLimit';
  /** What the compiler said, warnings too. */
  readonly output: string;
}

export interface ExecutionResult {
  readonly compile: CompileResult;
  /** In the order of the request's runs. */
  readonly runs: readonly RunResult[];
}

/** What can be told while an execution is under way. */
export type Progress =
  | { readonly kind: 'sent'; readonly runs: readonly number[] }
  /** No judge answers any more, or one does again; it goes on by itself. */
  | { readonly kind: 'judges'; readonly isAnswered: boolean }
  | { readonly kind: 'compiled'; readonly compile: CompileResult }
  | { readonly kind: 'run'; readonly index: number; readonly result: RunResult };

/** A run that gave no facts, because it never was, or because the judge failed. */
export const withoutFacts = (status: RunStatus, detail: string | null = null): RunResult => ({
  status,
  stdout: Buffer.alloc(0),
  stderr: Buffer.alloc(0),
  exitCode: null,
  signal: null,
  timeMs: null,
  wallMs: null,
  memoryKb: null,
  truncated: false,
  detail,
});

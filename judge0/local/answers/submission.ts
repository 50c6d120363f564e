/** Bytes with one character each (latin1), so that they are kept as they are in JSON and in little memory. */
export type Bytes = string;

/** What was sent, as Judge0 names it. */
export interface Request {
  readonly source_code: Bytes | null;
  readonly language_id: number;
  readonly stdin: Bytes | null;
  readonly expected_output: Bytes | null;
  readonly number_of_runs: number;
  readonly cpu_time_limit: number;
  readonly cpu_extra_time: number;
  readonly wall_time_limit: number;
  readonly memory_limit: number;
  readonly stack_limit: number;
  readonly max_processes_and_or_threads: number;
  readonly enable_per_process_and_thread_time_limit: boolean;
  readonly enable_per_process_and_thread_memory_limit: boolean;
  readonly max_file_size: number;
  readonly compiler_options: string | null;
  readonly command_line_arguments: string | null;
  readonly redirect_stderr_to_stdout: boolean;
  readonly callback_url: string | null;
  /** The archive itself, no longer in base64. */
  readonly additional_files: Bytes | null;
  readonly enable_network: false;
}

/** What came of it. */
export interface Outcome {
  readonly status_id: number;
  readonly stdout: Bytes | null;
  readonly stderr: Bytes | null;
  readonly compile_output: Bytes | null;
  readonly message: Bytes | null;
  /** Seconds. */
  readonly time: number | null;
  readonly wall_time: number | null;
  /** KB. */
  readonly memory: number | null;
  readonly exit_code: number | null;
  readonly exit_signal: number | null;
}

export interface Submission extends Request, Outcome {
  readonly token: string;
  readonly created_at: string;
  readonly finished_at: string | null;
  /** How often a judge that ran it was ended by force. */
  readonly interruptions: number;
}

export const nothingYet: Outcome = {
  status_id: 1,
  stdout: null,
  stderr: null,
  compile_output: null,
  message: null,
  time: null,
  wall_time: null,
  memory: null,
  exit_code: null,
  exit_signal: null,
};

export const textBytes = (text: string): Bytes => Buffer.from(text, 'utf8').toString('latin1');

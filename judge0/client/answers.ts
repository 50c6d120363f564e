import { z } from 'zod';

/** What we read of a judge's answers; the rest of what it says is not looked at. */
export const About = z.object({ version: z.string() });

export const ConfigInfo = z.object({
  enable_additional_files: z.boolean().default(true),
  enable_callbacks: z.boolean().default(false),
  enable_batched_submissions: z.boolean().default(false),
  max_submission_batch_size: z.int().positive().default(20),
  max_queue_size: z.int().positive().default(100),
  max_cpu_time_limit: z.number().positive(),
  max_wall_time_limit: z.number().positive(),
  max_memory_limit: z.int().positive(),
  max_stack_limit: z.int().positive(),
  max_max_processes_and_or_threads: z.int().positive(),
  max_max_file_size: z.int().positive(),
  max_extract_size: z.int().positive().default(10_240),
  allow_enable_network: z.boolean().default(false),
  /** Only the local judge says it. */
  sandbox_tier: z.string().optional(),
});
export type ConfigInfo = z.output<typeof ConfigInfo>;

export const Languages = z.array(z.object({ id: z.int(), name: z.string() }));

export const Language = z.object({
  source_file: z.string().nullable(),
  compile_cmd: z.string().nullable(),
  run_cmd: z.string().nullable(),
});

export const Workers = z.array(
  z.object({ queue: z.string(), size: z.int(), available: z.int(), idle: z.int(), working: z.int() }),
);
export type Workers = z.output<typeof Workers>;

/** A token, or what was wrong with each field. */
export const Created = z.union([z.object({ token: z.string().min(1) }), z.record(z.string(), z.unknown())]);

const bytes = z
  .string()
  .nullable()
  .transform((text) => (text === null ? null : Buffer.from(text, 'base64')));

export const Submission = z.object({
  token: z.string(),
  status: z.object({ id: z.int(), description: z.string() }),
  stdout: bytes,
  stderr: bytes,
  compile_output: bytes,
  message: bytes,
  exit_code: z.int().nullable(),
  exit_signal: z.int().nullable(),
  time: z.union([z.string(), z.number()]).nullable(),
  wall_time: z.union([z.string(), z.number()]).nullable(),
  memory: z.number().nullable(),
});
export type Submission = z.output<typeof Submission>;

/** What is said of an end by itself: all of it, or which one only. */
export type Ended = Submission | Pick<Submission, 'token'>;

/** In the order of the tokens that were asked for; null for one that the judge does not know. */
export const Batch = z.object({ submissions: z.array(Submission.nullable()) });

export const submissionFields = Object.keys(Submission.shape).join(',');

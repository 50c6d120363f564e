import path from 'node:path';
import { z } from 'zod';

/** Judge0's own settings by the names of /config_info, with the values of version 1.13.1 where nothing speaks against them. */
export const ConfigInfo = z.object({
  maintenance_mode: z.boolean().default(false),
  enable_wait_result: z.boolean().default(true),
  enable_compiler_options: z.boolean().default(true),
  allowed_languages_for_compile_options: z.array(z.string()).default([]),
  enable_command_line_arguments: z.boolean().default(true),
  enable_submission_delete: z.boolean().default(true),
  enable_callbacks: z.boolean().default(true),
  callbacks_max_tries: z.int().default(3),
  callbacks_timeout: z.number().default(5),
  enable_additional_files: z.boolean().default(true),
  max_queue_size: z.int().default(1000),
  cpu_time_limit: z.number().default(5),
  max_cpu_time_limit: z.number().default(15),
  cpu_extra_time: z.number().default(1),
  max_cpu_extra_time: z.number().default(5),
  wall_time_limit: z.number().default(10),
  max_wall_time_limit: z.number().default(20),
  memory_limit: z.int().default(128_000),
  max_memory_limit: z.int().default(512_000),
  stack_limit: z.int().default(64_000),
  max_stack_limit: z.int().default(128_000),
  max_processes_and_or_threads: z.int().default(60),
  max_max_processes_and_or_threads: z.int().default(120),
  enable_per_process_and_thread_time_limit: z.boolean().default(false),
  allow_enable_per_process_and_thread_time_limit: z.boolean().default(true),
  enable_per_process_and_thread_memory_limit: z.boolean().default(false),
  allow_enable_per_process_and_thread_memory_limit: z.boolean().default(true),
  max_file_size: z.int().default(1024),
  max_max_file_size: z.int().default(4096),
  number_of_runs: z.int().default(1),
  max_number_of_runs: z.int().default(20),
  redirect_stderr_to_stdout: z.boolean().default(false),
  max_extract_size: z.int().default(10_240),
  enable_batched_submissions: z.boolean().default(true),
  max_submission_batch_size: z.int().default(20),
  submission_cache_duration: z.number().default(0),
  use_docs_as_homepage: z.boolean().default(false),
  /** Programs of students never get a network; the switch is there so that the answer can say so. */
  allow_enable_network: z.literal(false).default(false),
  enable_network: z.literal(false).default(false),
});

export type ConfigInfo = z.infer<typeof ConfigInfo>;

/** What whoever starts the judge writes to its standard input, as JSON. */
export const LocalSettings = z.object({
  /** Where answers and compiled programs are kept. One judge at a time uses it. */
  folder: z.string().refine((folder) => path.isAbsolute(folder), 'has to be an absolute path'),
  /** 0 takes any free one. */
  port: z.int().min(0).max(65_535).default(0),
  /** Left out, the judge makes one and says it; an empty list lets everybody on this machine in. */
  tokens: z.array(z.string().min(1)).optional(),
  /** What X-Auth-User may be, for those who list and delete submissions. */
  users: z.array(z.string().min(1)).default([]),
  /** How many programs run at the same time; left out, the number that suits the machine. 0 only queues. */
  slots: z.int().min(0).max(64).optional(),
  /** Runs programs without a sandbox where none can be made. */
  unsafe: z.boolean().default(false),
  bwrap: z.string().default('/usr/bin/bwrap'),
  /** Weaker tiers than the machine has, to try them. */
  withoutCgroups: z.boolean().default(false),
  /** Processor share of all programs together, beside 100 of everything else: pages stay quick while programs run. */
  weight: z.int().min(1).max(10_000).default(50),
  /** What is said on standard output of each submission that has ended, named as in an address; none: nothing. */
  endFields: z.string().default(''),
  config: ConfigInfo.prefault({}),
});

export type LocalSettings = z.infer<typeof LocalSettings>;

import { statusOf } from '../answers/statuses.ts';
import type { Bytes, Submission } from '../answers/submission.ts';
import { decimal } from './limit-rules.ts';

const text = new Set(['source_code', 'stdin', 'expected_output', 'stdout', 'stderr', 'compile_output', 'message']);
const decimals = new Set(['time', 'wall_time', 'cpu_time_limit', 'cpu_extra_time', 'wall_time_limit']);

const all = [
  'source_code language_id stdin expected_output stdout status_id created_at finished_at time memory stderr token',
  'number_of_runs cpu_time_limit cpu_extra_time wall_time_limit memory_limit stack_limit max_processes_and_or_threads',
  'enable_per_process_and_thread_time_limit enable_per_process_and_thread_memory_limit max_file_size compile_output',
  'exit_code exit_signal message wall_time compiler_options command_line_arguments redirect_stderr_to_stdout',
  'callback_url additional_files enable_network status language',
].flatMap((names) => names.split(' '));

export const defaultFields = ['stdout', 'time', 'memory', 'stderr', 'token', 'compile_output', 'message', 'status'];

/** The fields that were asked for, or those that do not exist. */
export function readFields(asked: unknown): { fields: readonly string[] } | { unknown: readonly string[] } {
  if (typeof asked !== 'string' || asked.trim() === '') return { fields: defaultFields };
  const names = asked.split(',').map((name) => name.trim());
  if (names.includes('*')) return { fields: all };
  const unknown = names.filter((name) => !all.includes(name));
  return unknown.length > 0 ? { unknown } : { fields: all.filter((name) => names.includes(name)) };
}

/** A text is there that JSON cannot carry without base64. */
export class NotTextError extends Error {
  override readonly name = 'NotTextError';
  constructor() {
    super('some attributes for this submission cannot be converted to UTF-8, use base64_encoded=true query parameter');
  }
}

/** The submission as it is answered. Throws a NotTextError where a text is not ASCII and base64 was not asked for. */
export function renderSubmission(
  submission: Submission,
  fields: readonly string[],
  base64: boolean,
  languageName: string,
): Record<string, unknown> {
  const { additional_files: files } = submission;
  const values: Readonly<Record<string, unknown>> = {
    ...submission,
    additional_files: files === null ? null : encodeBase64(files),
    status: statusOf(submission.status_id),
    language: { id: submission.language_id, name: languageName },
  };
  return Object.fromEntries(fields.map((name) => [name, render(name, values[name], base64)]));
}

function render(name: string, value: unknown, base64: boolean) {
  if (typeof value === 'number' && decimals.has(name)) return decimal(value);
  if (typeof value !== 'string' || !text.has(name)) return value ?? null;
  if (base64) return encodeBase64(value);
  if (!isAscii(value)) throw new NotTextError();
  return value;
}

const isAscii = (value: Bytes) => !/[^\0-\u007f]/.test(value);

/** As Ruby writes it: lines of 60 characters, each ended. */
export const encodeBase64 = (bytes: Bytes) =>
  Buffer.from(bytes, 'latin1')
    .toString('base64')
    .replaceAll(/.{1,60}/g, '$&\n');

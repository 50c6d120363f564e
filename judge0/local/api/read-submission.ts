import type { Request } from '../answers/submission.ts';
import { multiFile, type Language } from '../languages/language.ts';
import type { ConfigInfo } from '../local-settings.ts';
import { limitRules, wrongLimits } from './limit-rules.ts';
import { bytesIn, decodeBase64, isBlank, numberIn, textIn, yesIn, type Attributes } from './read-attributes.ts';

/** Field → what is wrong with it, in Judge0's words. */
export type Problems = Readonly<Record<string, readonly string[]>>;

/** A submission as it was sent, with the defaults of the settings, or what is wrong with it. */
export function readSubmission(
  sent: Attributes,
  base64: boolean,
  config: ConfigInfo,
  languages: readonly Language[],
): { request: Request } | { problems: Problems } {
  const request = requestOf(sent, base64, config);
  const language = languages.find(({ id }) => id === request.language_id);
  const problems = Object.entries({
    ...ofSource(request),
    language_id: ofLanguage(sent.language_id, request.language_id, language),
    ...Object.fromEntries(limitRules.map((rule) => [rule.name, wrongLimits(rule, request[rule.name], config)])),
    ...ofPermissions(sent, request, config, language),
  }).filter(([, wrong]) => wrong.length > 0);
  return problems.length > 0 ? { problems: Object.fromEntries(problems) } : { request };
}

function requestOf(sent: Attributes, base64: boolean, config: ConfigInfo): Request {
  const limit = (name: (typeof limitRules)[number]['name']) => numberIn(sent[name]) ?? config[name];
  const files = textIn(sent.additional_files);
  return {
    source_code: bytesIn(sent.source_code, base64),
    language_id: numberIn(sent.language_id) ?? 0,
    stdin: bytesIn(sent.stdin, base64),
    expected_output: bytesIn(sent.expected_output, base64),
    number_of_runs: limit('number_of_runs'),
    cpu_time_limit: limit('cpu_time_limit'),
    cpu_extra_time: limit('cpu_extra_time'),
    wall_time_limit: limit('wall_time_limit'),
    memory_limit: limit('memory_limit'),
    stack_limit: limit('stack_limit'),
    max_processes_and_or_threads: limit('max_processes_and_or_threads'),
    enable_per_process_and_thread_time_limit:
      yesIn(sent.enable_per_process_and_thread_time_limit) ?? config.enable_per_process_and_thread_time_limit,
    enable_per_process_and_thread_memory_limit:
      yesIn(sent.enable_per_process_and_thread_memory_limit) ?? config.enable_per_process_and_thread_memory_limit,
    max_file_size: limit('max_file_size'),
    compiler_options: textIn(sent.compiler_options),
    command_line_arguments: textIn(sent.command_line_arguments),
    redirect_stderr_to_stdout: yesIn(sent.redirect_stderr_to_stdout) ?? config.redirect_stderr_to_stdout,
    callback_url: textIn(sent.callback_url),
    additional_files: files === null ? null : decodeBase64(files),
    enable_network: false,
  };
}

function ofSource({ language_id: id, source_code: source, additional_files: files }: Request): Problems {
  if (id !== multiFile) return isBlank(source) ? { source_code: ["can't be blank"] } : {};
  return {
    source_code: isBlank(source) ? [] : ['must be blank'],
    additional_files: isBlank(files) ? ["can't be blank"] : [],
  };
}

function ofLanguage(sent: unknown, id: number, language: Language | undefined) {
  const blank = sent === undefined || sent === null || sent === '';
  if (!language) return [...(blank ? ["can't be blank"] : []), `language with id ${blank ? '' : id} doesn't exist`];
  return language.isArchived ? [`language with id ${id} is archived and cannot be used anymore`] : [];
}

function ofPermissions(sent: Attributes, request: Request, config: ConfigInfo, language?: Language): Problems {
  const { compiler_options: options, command_line_arguments: words, callback_url: callback } = request;
  const interpreted = language !== undefined && language.compileCommand === null;
  const refused = ['this option cannot be enabled'];
  return {
    ...(request.enable_per_process_and_thread_time_limit && !config.allow_enable_per_process_and_thread_time_limit
      ? { enable_per_process_and_thread_time_limit: refused }
      : {}),
    ...(request.enable_per_process_and_thread_memory_limit && !config.allow_enable_per_process_and_thread_memory_limit
      ? { enable_per_process_and_thread_memory_limit: refused }
      : {}),
    ...when(
      options,
      (text) => [
        ...tooLong(text),
        ...(config.enable_compiler_options ? [] : ['setting compiler options is not allowed']),
        ...(config.enable_compiler_options && interpreted
          ? ['setting compiler options is only allowed for compiled languages']
          : []),
      ],
      'compiler_options',
    ),
    ...when(
      words,
      (text) => [
        ...tooLong(text),
        ...(config.enable_command_line_arguments ? [] : ['setting command line arguments is not allowed']),
      ],
      'command_line_arguments',
    ),
    ...when(callback, () => (config.enable_callbacks ? [] : ['setting callback is not allowed']), 'callback_url'),
    ...(request.additional_files !== null && !config.enable_additional_files
      ? { additional_files: ['setting additional files is not allowed'] }
      : {}),
    ...(yesIn(sent.enable_network) === true ? { enable_network: ['enabling network is not allowed'] } : {}),
  };
}

const when = (text: string | null, wrong: (text: string) => string[], name: string): Problems =>
  text === null || text === '' ? {} : { [name]: wrong(text) };

const tooLong = (text: string) => (text.length > 512 ? ['is too long (maximum is 512 characters)'] : []);

import type { ConfigInfo } from '../local-settings.ts';

interface LimitRule {
  readonly name:
    | 'number_of_runs'
    | 'cpu_time_limit'
    | 'cpu_extra_time'
    | 'wall_time_limit'
    | 'memory_limit'
    | 'stack_limit'
    | 'max_processes_and_or_threads'
    | 'max_file_size';
  readonly least: number;
  /** `greater than` instead of `greater than or equal to`. */
  readonly exclusive?: boolean;
  readonly most: keyof ConfigInfo;
  readonly whole: boolean;
}

/** What a submission may ask for, each with the setting that bounds it. */
export const limitRules: readonly LimitRule[] = [
  { name: 'number_of_runs', least: 0, exclusive: true, most: 'max_number_of_runs', whole: true },
  { name: 'cpu_time_limit', least: 0, most: 'max_cpu_time_limit', whole: false },
  { name: 'cpu_extra_time', least: 0, most: 'max_cpu_extra_time', whole: false },
  { name: 'wall_time_limit', least: 1, most: 'max_wall_time_limit', whole: false },
  { name: 'memory_limit', least: 2048, most: 'max_memory_limit', whole: true },
  { name: 'stack_limit', least: 0, most: 'max_stack_limit', whole: true },
  {
    name: 'max_processes_and_or_threads',
    least: 0,
    exclusive: true,
    most: 'max_max_processes_and_or_threads',
    whole: true,
  },
  { name: 'max_file_size', least: 0, most: 'max_max_file_size', whole: true },
];

/** What is wrong with a limit, in Judge0's words. */
export function wrongLimits(rule: LimitRule, value: number, config: ConfigInfo): string[] {
  if (Number.isNaN(value)) return ['is not a number'];
  const most = config[rule.most] as number;
  const tooSmall = rule.exclusive ? value <= rule.least : value < rule.least;
  return [
    ...(tooSmall ? [`must be greater than ${rule.exclusive ? '' : 'or equal to '}${rule.least}`] : []),
    ...(value > most ? [`must be less than or equal to ${rule.whole ? most : decimal(most)}`] : []),
  ];
}

/** As Ruby writes a decimal: 5.0, 0.25. */
export const decimal = (value: number) => (Number.isInteger(value) ? `${value}.0` : String(value));

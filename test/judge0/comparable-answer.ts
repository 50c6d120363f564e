export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly json: unknown;
  readonly text: string;
}

/** What compilers, machines and clocks decide: there or not is compared, and the type. */
const ofTheMachine = new Set([
  'token',
  'time',
  'wall_time',
  'created_at',
  'finished_at',
  'stderr',
  'compile_output',
  'name',
  'run_cmd',
  'compile_cmd',
  'maintainer',
  'additional_files',
]);

/** Answers whose values are those of one machine: only their shape is compared. */
const shapeOnly = new Set([
  'get-config-info',
  'get-system-info',
  'get-statistics',
  'get-languages',
  'get-languages-all',
  'get-workers',
  'queue-full-workers',
  'index-authorized',
  'get-statuses',
]);

/** Whose output shows the machine. */
const outputOfTheMachine = new Set(['runtime-sigxfsz-c']);

/** What two judges have to agree in. */
export function comparable(name: string, { status, type, json, text }: Answer) {
  return {
    status,
    type: type.split(';')[0],
    body: json === null ? text : shapeOnly.has(name) ? shapeOf(json, name) : withoutMachine(json, name),
  };
}

function withoutMachine(value: unknown, name: string): unknown {
  if (Array.isArray(value)) return value.map((each) => withoutMachine(each, name));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => {
      const isVague = ofTheMachine.has(key) || key === 'memory' || (key === 'stdout' && outputOfTheMachine.has(name));
      return [key, isVague ? kindOf(each) : withoutMachine(each, name)];
    }),
  );
}

const kindOf = (value: unknown) => (value === null ? null : typeof value);

/** Of a list the shape of its first; of a table with keys of its own (days, processors) that it is one. */
function shapeOf(value: unknown, name: string): unknown {
  if (name === 'get-system-info') return kindOf(value);
  if (Array.isArray(value)) return value.slice(0, 1).map((each) => shapeOf(each, name));
  if (typeof value !== 'object' || value === null) return kindOf(value);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !key.startsWith('sandbox_'))
      .map(([key, each]) => [
        key,
        ['last_30_days', 'next_page', 'prev_page'].includes(key) ? 'any' : shapeOf(each, name),
      ]),
  );
}

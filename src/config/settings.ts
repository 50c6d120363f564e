import { z } from 'zod';

/** A group of settings: environment variable → schema. Each schema reads a string and carries `.describe()` and perhaps `.meta({ secret: true })`. */
export type Settings = z.ZodObject;

/** Settings whose values never appear in a message, a log or the README's table. */
export const secret = { secret: true } as const;

export function isSecret(schema: z.ZodType): boolean {
  if (schema.meta()?.secret === true) return true;
  return (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) && isSecret(schema.unwrap() as z.ZodType);
}

/** A whole number written in decimal digits, between `min` and `max`. */
export const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, `must be a whole number between ${min} and ${max}`)
    .transform(Number)
    .refine((value) => value >= min && value <= max, `must be a whole number between ${min} and ${max}`);

export const port = () => wholeNumber(1, 65_535);

/** An absolute URL with one of the given protocols (without colon). */
export const address = (...protocols: string[]) =>
  z.string().refine(
    (text) => {
      const url = URL.parse(text);
      return url !== null && protocols.includes(url.protocol.slice(0, -1));
    },
    `must be an address that starts with ${protocols.map((name) => `${name}:`).join(' or ')}`,
  );

/** Words separated by commas or white space. */
export const list = () =>
  z.string().transform((text) =>
    text
      .split(/[\s,]+/)
      .map((word) => word.trim())
      .filter(Boolean),
  );

/** Every wrong variable by its name, with what would be right. A secret's value is never repeated. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The settings are not complete:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.problems = problems;
  }
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Reads one group of settings; an empty variable counts as absent. Returns the problems instead of throwing, so that all groups can be named at once. */
export function readSettings<S extends Settings>(settings: S, environment: Environment) {
  const given: Record<string, string> = {};
  for (const name of Object.keys(settings.shape)) {
    const text = environment[name]?.trim();
    if (text) given[name] = text;
  }
  const result = settings.safeParse(given);
  if (result.success) return { values: result.data, problems: [] };
  return { values: null, problems: result.error.issues.map((issue) => sentence(settings, given, issue)) };
}

function sentence(settings: Settings, given: Record<string, string>, issue: z.core.$ZodIssue) {
  const name = String(issue.path[0] ?? '');
  const schema: z.ZodType | undefined = settings.shape[name];
  const value = given[name];
  if (value === undefined) return `${name} is missing: ${schema?.description ?? 'it has to be set'}`;
  const shown = schema && isSecret(schema) ? 'the value given' : `"${value}"`;
  return `${name} ${issue.message} (${shown} is not)`;
}

import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { Command } from './command.ts';

/** Something on the command line that has to be said differently; the message names the option. */
export class CommandLineError extends Error {
  override readonly name = 'CommandLineError';
}

/** Finds the command that `words` begin with and reads its options. Throws CommandLineError. */
export function parseCommand(commands: readonly Command[], words: readonly string[]) {
  const [first = 'help', second = ''] = words;
  const pair = commands.find(({ name }) => name === `${first}-${second}`);
  const command = pair ?? commands.find(({ name }) => name === first);
  if (!command) throw new CommandLineError(`There is no command "${first}". npm run admin -- help lists them.`);
  return { command, ...readOptions(command, words.slice(pair ? 2 : 1)) };
}

function readOptions(command: Command, words: readonly string[]) {
  const shape = command.options.shape as Record<string, z.ZodType>;
  const options = Object.fromEntries(
    Object.entries(shape).map(([key, schema]) => [
      optionName(key),
      { type: isFlag(schema) ? 'boolean' : 'string', multiple: isList(schema) } as const,
    ]),
  );
  const given = parse(command, words, { ...options, json: { type: 'boolean', multiple: false } });
  const { json = false, ...rest } = given;
  const values = Object.fromEntries(Object.keys(shape).map((key) => [key, rest[optionName(key)]]));
  const result = command.options.safeParse(values);
  if (result.success) return { options: result.data, json: json === true };
  throw new CommandLineError(result.error.issues.map((issue) => sentence(command, shape, values, issue)).join('\n'));
}

function parse(
  command: Command,
  args: readonly string[],
  options: NonNullable<Parameters<typeof parseArgs>[0]>['options'] & object,
) {
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values as Record<
      string,
      unknown
    >;
  } catch (error) {
    throw new CommandLineError(`${(error as Error).message}\n${usage(command)}`);
  }
}

function sentence(
  command: Command,
  shape: Record<string, z.ZodType>,
  values: Record<string, unknown>,
  issue: z.core.$ZodIssue,
) {
  const key = String(issue.path[0] ?? '');
  const about = shape[key]?.description ?? '';
  return values[key] === undefined
    ? `--${optionName(key)} is missing: ${about}\n${usage(command)}`
    : `--${optionName(key)}: ${issue.message} (${about})`;
}

/** One line: the command with its options, those that may be left out in brackets. */
export function usage(command: Command) {
  const options = Object.entries(command.options.shape as Record<string, z.ZodType>).map(([key, schema]) => {
    const text = isFlag(schema) ? `--${optionName(key)}` : `--${optionName(key)} …`;
    return schema.safeParse(undefined).success ? `[${text}]` : text;
  });
  return `npm run admin -- ${[command.name, ...options, '[--json]'].join(' ')}`;
}

export const optionName = (key: string) => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const isFlag = (schema: z.ZodType) => unwrap(schema) instanceof z.ZodBoolean;
const isList = (schema: z.ZodType) => unwrap(schema) instanceof z.ZodArray;

function unwrap(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodDefault
    ? unwrap(schema.unwrap() as z.ZodType)
    : schema;
}

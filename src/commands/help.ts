import { z } from 'zod';
import type { Plugin } from '#src/plugin.ts';
import { defineCommand } from './command.ts';
import { optionName, usage } from './parse-command.ts';

/** Lists every command of the chosen plugins with its options. */
export const help = (plugins: readonly Plugin[]) =>
  defineCommand({
    name: 'help',
    summary: 'Lists what the shell can do',
    options: z.object({}),
    async run() {
      const commands = plugins.flatMap((plugin) => plugin.commands);
      return {
        data: {
          commands: commands.map(({ name, summary, options }) => ({ name, summary, options: describe(options) })),
        },
        text: [
          'npm run admin -- <command> [options] [--json]',
          '',
          ...commands.flatMap((command) => [
            command.name,
            `    ${command.summary}`,
            `    ${usage(command)}`,
            ...lines(command.options),
            '',
          ]),
        ].join('\n'),
      };
    },
  });

const describe = (options: z.ZodObject) =>
  Object.entries(options.shape as Record<string, z.ZodType>).map(([key, schema]) => ({
    name: `--${optionName(key)}`,
    about: schema.description ?? '',
    required: !schema.safeParse(undefined).success,
  }));

const lines = (options: z.ZodObject) => describe(options).map(({ name, about }) => `      ${name.padEnd(18)} ${about}`);

import { randomUUID } from 'node:crypto';
import { openDatabase } from '#src/database/open-database.ts';
import { closeKernel, openKernel } from '#src/open-kernel.ts';
import type { Config } from '#src/config/config.ts';
import { DomainError, type MessageParameters } from '#src/errors.ts';
import { openTexts } from '#src/open-texts.ts';
import type { Plugin } from '#src/plugin.ts';
import { system } from '#src/scope/actor.ts';
import type { Kernel } from '#src/scope/kernel.ts';
import { openInstallationScope } from '#src/scope/open-scope.ts';
import type { Command, Shell } from './command.ts';
import { help } from './help.ts';
import { CommandLineError, parseCommand } from './parse-command.ts';

interface Surroundings {
  readonly config: Config;
  readonly plugins: readonly Plugin[];
  readonly print: (text: string) => void;
  readonly say: (step: string) => void;
}

/** Runs one command of `npm run admin`; returns the exit code. */
export async function runCommand(words: readonly string[], surroundings: Surroundings): Promise<number> {
  const commands = [help(surroundings.plugins), ...surroundings.plugins.flatMap((plugin) => plugin.commands)];
  const json = words.includes('--json');
  try {
    const { command, options } = parseCommand(commands, words);
    const outcome = await perform(command, options, surroundings);
    surroundings.print(json ? JSON.stringify(outcome.data) : outcome.text);
    return outcome.failed ? 1 : 0;
  } catch (error) {
    const message = explain(error, surroundings);
    if (json) surroundings.print(JSON.stringify({ error: message }));
    surroundings.say(message);
    return error instanceof CommandLineError ? 2 : 1;
  }
}

async function perform(command: Command, options: Record<string, unknown>, { config, plugins, say }: Surroundings) {
  if (command.name === 'help') return command.run(undefined as never, options);
  const database = await openDatabase(config, say);
  const opened: { kernel?: Promise<Kernel> } = {};
  const kernel = () => (opened.kernel ??= openKernel({ config, plugins, databaseUrl: database.appUrl, works: false }));
  const shell: Shell = {
    config,
    plugins,
    ownerUrl: database.ownerUrl,
    appUrl: database.appUrl,
    kernel,
    scope: async () =>
      openInstallationScope(await kernel(), {
        actor: system,
        origin: { requestId: randomUUID(), command: command.name },
      }),
    say,
  };
  try {
    return await command.run(shell, options);
  } finally {
    await opened.kernel?.then(closeKernel);
    await database.release();
  }
}

/** Refusals carry message keys; the shell speaks English. */
function explain(error: unknown, { config, plugins }: Surroundings): string {
  if (!(error instanceof DomainError)) return error instanceof Error ? error.message : String(error);
  const { messages } = openTexts(config.root, plugins);
  const say = ({ key, parameters }: { key: string; parameters?: MessageParameters }) =>
    messages.has(key) ? messages.translate('en', key, parameters) : key;
  const fields = error.fields.map((field) => `${field.field}: ${say(field)}`);
  const what = typeof error.parameters.what === 'string' ? `${error.parameters.what}: ` : '';
  return fields.length > 0 ? fields.join('\n') : `${what}${say(error)}`;
}

import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import type { Express } from 'express';
import { openAnswers } from './answers/open-answers.ts';
import type { Submission } from './answers/submission.ts';
import { createApp } from './api/create-app.ts';
import { openCallbacks } from './callbacks.ts';
import { openCompiledPrograms } from './execution/compiled-programs.ts';
import { endLine } from './end-line.ts';
import { executeIn, type Execute } from './execution/executor.ts';
import { openQueue } from './execution/queue.ts';
import { resume } from './execution/resume.ts';
import { archivedLanguages } from './languages/archived.ts';
import { findLanguages } from './languages/find-languages.ts';
import type { LocalSettings } from './local-settings.ts';
import { say } from './log.ts';
import { commandIn } from './sandbox/command-in-box.ts';
import { openMachine } from './sandbox/open-machine.ts';
import { probeSandbox } from './sandbox/probe-sandbox.ts';
import { unsafeTier, type Tier } from './sandbox/tier.ts';
import { warmBoxes } from './sandbox/warm-boxes.ts';

export interface RunningJudge {
  readonly port: number;
  /** Null when everybody on this machine may ask. */
  readonly token: string | null;
  readonly tier: string;
  stop(): Promise<void>;
}

/** Cleans up after a former life, tries the sandbox, and listens. Throws a NoSandboxError where nothing can be run. */
export async function startJudge(settings: LocalSettings): Promise<RunningJudge> {
  const { machine, withoutCgroups } = openMachine(settings);
  const tier = settings.unsafe ? unsafeTier : await probeSandbox(machine, withoutCgroups);
  say(tier.sentence);
  const slots = settings.slots ?? os.availableParallelism();
  const boxes = warmBoxes(machine, Math.max(1, slots));
  const judge = await serve(settings, slots, tier, executeIn(boxes));
  return {
    ...judge,
    async stop() {
      await judge.stop();
      await boxes.close();
      machine.cgroups?.close();
    },
  };
}

async function serve(settings: LocalSettings, slots: number, tier: Tier, execute: Execute): Promise<RunningJudge> {
  const { config, folder } = settings;
  const found = await findLanguages(commandIn(execute));
  const languages = [...found, ...archivedLanguages].toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const { answers, unfinished } = openAnswers(path.join(folder, 'answers'));
  const bench = { config, execute, programs: openCompiledPrograms(path.join(folder, 'compiled')) };
  const callbacks = openCallbacks(config);
  const tell = (submission: Submission) => {
    callbacks.tell(submission);
    if (settings.endFields) process.stdout.write(`${endLine(submission, settings.endFields)}\n`);
  };
  const queue = openQueue({ bench, answers, languages, slots, tell });
  const tokens = settings.tokens ?? [randomBytes(32).toString('base64url')];
  const server = await listen(createApp({ settings, tokens, tier, languages, answers, queue }), settings.port);
  resume(unfinished, answers, queue);
  const sweeping = setInterval(() => void answers.forgetOld(Date.now()), 60_000);
  return {
    port: (server.address() as AddressInfo).port,
    token: tokens[0] ?? null,
    tier: tier.name,
    async stop() {
      clearInterval(sweeping);
      server.close();
      server.closeAllConnections();
      await queue.close();
      await callbacks.close();
    },
  };
}

const listen = (app: Express, port: number) =>
  new Promise<ReturnType<Express['listen']>>((resolve, reject) => {
    const server = app.listen(port, '127.0.0.1', (error) => (error ? reject(error) : resolve(server)));
  });

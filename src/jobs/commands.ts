import { z } from 'zod';
import { defineCommand } from '#src/commands/command.ts';
import { findFailedJobs } from './failed-jobs.ts';
import { retryJobs } from './retry-jobs.ts';

const listFailed = defineCommand({
  name: 'failed-jobs',
  summary: 'Lists the jobs whose last try failed, with what went wrong',
  options: z.object({ job: z.string().optional().describe('Only jobs of this name') }),
  async run(shell, options) {
    const failed = await findFailedJobs(await shell.kernel(), options.job);
    const lines = failed.map(
      ({ id, name, failedAt, message }) => `${name}  ${id}  ${failedAt.toISOString()}  ${message}`,
    );
    return { data: { jobs: failed }, text: lines.join('\n') || 'No job has failed for good.' };
  },
});

const retryFailed = defineCommand({
  name: 'retry-jobs',
  summary: 'Tries failed jobs again',
  options: z.object({
    job: z.string().optional().describe('Only jobs of this name'),
    id: z.array(z.string()).optional().describe('Only this job; may be given several times'),
  }),
  async run(shell, options) {
    const failed = (await findFailedJobs(await shell.kernel(), options.job)).filter(
      ({ id }) => !options.id || options.id.includes(id),
    );
    await retryJobs(await shell.scope(), failed);
    return {
      data: { retried: failed.map(({ id, name }) => ({ id, name })) },
      text: failed.length > 0 ? `${failed.length} jobs will be tried again.` : 'No failed job fits.',
    };
  },
});

export const jobCommands = [listFailed, retryFailed];

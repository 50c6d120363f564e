import { z } from 'zod';
import { audit } from '#src/audit/audit.ts';
import { defineCommand } from '#src/commands/command.ts';
import { findFailedJobs } from './failed-jobs.ts';

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

const retryJobs = defineCommand({
  name: 'retry-jobs',
  summary: 'Tries failed jobs again',
  options: z.object({
    job: z.string().optional().describe('Only jobs of this name'),
    id: z.array(z.string()).optional().describe('Only this job; may be given several times'),
  }),
  async run(shell, options) {
    const { queue } = await shell.kernel();
    const failed = (await findFailedJobs(await shell.kernel(), options.job)).filter(
      ({ id }) => !options.id || options.id.includes(id),
    );
    const names = [...new Set(failed.map(({ name }) => name))];
    for (const name of names)
      await queue.boss.retry(
        name,
        failed.filter((job) => job.name === name).map(({ id }) => id),
      );
    await audit(await shell.scope(), { action: 'jobs.retried', payload: { ids: failed.map(({ id }) => id) } });
    return {
      data: { retried: failed.map(({ id, name }) => ({ id, name })) },
      text: failed.length > 0 ? `${failed.length} jobs will be tried again.` : 'No failed job fits.',
    };
  },
});

export const jobCommands = [listFailed, retryJobs];

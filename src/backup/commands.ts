import path from 'node:path';
import { z } from 'zod';
import { defineCommand } from '#src/commands/command.ts';
import type { Manifest } from './manifest.ts';
import { restoreBackup } from './restore-backup.ts';
import { writeBackup } from './write-backup.ts';

const folder = z.string().min(1, 'has to name a folder');

const backup = defineCommand({
  name: 'backup',
  summary: 'Writes the database and the files into a folder, while the application goes on',
  options: z.object({ to: folder.describe('A folder that is not there yet, or empty') }),
  async run(shell, options) {
    const to = path.resolve(options.to);
    const manifest = await writeBackup(shell, to);
    const { missing, damaged } = manifest.files;
    const lines = [
      `Backed up ${contents(manifest)} into ${to}.`,
      ...missing.map((key) => `  The file ${key} was removed while the backup ran, and is not in it.`),
      ...damaged.map(
        (key) =>
          `  The file ${key} is damaged in the store (its content is not what its hash says), and is not in the backup.`,
      ),
      `SECRET_KEY is not in the backup (key id ${manifest.keyIds.join(', ')}). Keep it apart: without it nothing sealed in this backup can be opened.`,
    ];
    return {
      data: { folder: to, ...figures(manifest), missing, damaged, keyIds: manifest.keyIds },
      text: lines.join('\n'),
      failed: damaged.length > 0,
    };
  },
});

const restore = defineCommand({
  name: 'restore',
  summary: 'Fills an empty database and the file store from a backup; what would leave stays paused',
  options: z.object({ from: folder.describe('The folder of a backup') }),
  async run(shell, options) {
    const from = path.resolve(options.from);
    const { manifest, skippedJobs, addedFiles } = await restoreBackup(shell, from);
    const lines = [
      `Restored ${contents(manifest)} from ${from}, as they were at ${manifest.takenAt}.`,
      ...skippedJobs.map(
        ({ queue, jobs }) => `  ${jobs} jobs of ${queue} are left in the backup: this version has no such job.`,
      ),
      ...manifest.files.missing.map((key) => `  The file ${key} is not in the backup.`),
      'Scores, mails and webhooks are paused. Start the application, look at what would leave with npm run admin -- resume-outgoing, and let it go with --yes.',
    ];
    return {
      data: {
        folder: from,
        takenAt: manifest.takenAt,
        ...figures(manifest),
        addedFiles,
        skippedJobs,
        outgoingPaused: true,
      },
      text: lines.join('\n'),
    };
  },
});

const figures = ({ tables, files }: Manifest) => ({
  tables: tables.length,
  rows: tables.reduce((sum, { rows }) => sum + rows, 0),
  files: files.count,
  fileBytes: files.bytes,
});

function contents(manifest: Manifest) {
  const { rows, tables, files, fileBytes } = figures(manifest);
  return `${rows} rows of ${tables} tables and ${files} files (${Math.ceil(fileBytes / 1_000_000)} MB)`;
}

export const backupCommands = [backup, restore];

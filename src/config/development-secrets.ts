import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync, linkSync, rmSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const Secrets = z.object({ secretKey: z.string(), ownerPassword: z.string(), appPassword: z.string() });
export type DevelopmentSecrets = z.output<typeof Secrets>;

/** The secrets that development makes for itself, once, in `secrets.json` of the data folder (mode 0600). */
export function developmentSecrets(dataFolder: string): DevelopmentSecrets {
  const file = path.join(dataFolder, 'secrets.json');
  mkdirSync(dataFolder, { recursive: true });
  return read(file) ?? make(file);
}

function read(file: string) {
  try {
    return Secrets.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new Error(
      `${file} cannot be read: ${(error as Error).message}. Restore it, or delete the data folder to begin anew.`,
      { cause: error },
    );
  }
}

function make(file: string) {
  const word = () => randomBytes(36).toString('base64url');
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify({ secretKey: word(), ownerPassword: word(), appPassword: word() }), {
    mode: 0o600,
  });
  try {
    // A link fails when the file is there already: of two starts at once, one makes the secrets and both use them.
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return Secrets.parse(JSON.parse(readFileSync(file, 'utf8')));
}

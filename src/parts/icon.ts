import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { ProgrammingError } from '#src/errors.ts';
import { SafeHtml } from '#src/safe-html.ts';

const folder = path.join(
  path.dirname(createRequire(import.meta.url).resolve('@primer/octicons/package.json')),
  'build/svg',
);
const drawn = new Map<string, SafeHtml | null>();

/** An icon of 16 px in the colour of the text around it, silent: the words beside it say what it means. Throws a ProgrammingError for an unknown name. */
export function icon(name: string): SafeHtml {
  const known = find(name);
  if (!known) throw new ProgrammingError(`No icon is called ${name}. The names are those of Octicons.`);
  return known;
}

export const hasIcon = (name: string) => find(name) !== null;

function find(name: string) {
  const known = drawn.get(name);
  if (known !== undefined) return known;
  const read = /^[a-z0-9-]+$/.test(name) ? readIcon(name) : null;
  drawn.set(name, read);
  return read;
}

function readIcon(name: string) {
  try {
    const source = readFileSync(path.join(folder, `${name}-16.svg`), 'utf8');
    const inside = source.slice(source.indexOf('>') + 1, source.lastIndexOf('</svg>'));
    return new SafeHtml(
      `<svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">${inside}</svg>`,
    );
  } catch {
    return null;
  }
}

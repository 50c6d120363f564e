import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The texts of `statement.md`, whose headings part them, and of `editorial.md` if there is one. */
export function readStatementFile(folder: string) {
  const [statement = '', ...parts] = textOf(folder, 'statement.md').split(/^## /m);
  const titled = new Map(parts.map((part) => splitOnce(part, '\n')));
  return {
    statement: withPictures(folder, statement.trim()),
    inputFormat: titled.get('Input') ?? null,
    outputFormat: titled.get('Output') ?? null,
    constraints: titled.get('Limits') ?? null,
    editorial: existsSync(path.join(folder, 'editorial.md')) ? textOf(folder, 'editorial.md').trim() : null,
  };
}

function splitOnce(text: string, at: string): [string, string] {
  const place = text.indexOf(at);
  return [text.slice(0, place).trim(), text.slice(place).trim()];
}

/** A drawing of the folder goes along inside the text, so that a statement needs nothing beside itself. */
const withPictures = (folder: string, text: string) =>
  text.replaceAll(/!\[([^\]]*)\]\(([a-z-]+\.svg)\)/g, (_all, words: string, file: string) => {
    const bytes = readFileSync(path.join(folder, file)).toString('base64');
    return `<img alt="${words}" src="data:image/svg+xml;base64,${bytes}">`;
  });

const textOf = (folder: string, file: string) => readFileSync(path.join(folder, file), 'utf8');

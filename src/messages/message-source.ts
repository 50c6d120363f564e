import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { type Locale, locales } from './locale.ts';
import { parseMessage, type MessageSyntax } from './message-syntax.ts';

/** A folder `locales` and who owns it: the key `a.b` in its files is `<owner>.a.b` everywhere else. */
export interface LocaleFolder {
  readonly owner: string;
  readonly folder: string;
}

export interface MessageFile {
  readonly file: string;
  readonly owner: string;
  readonly locale: Locale;
  readonly messages: ReadonlyMap<string, MessageSyntax>;
  /** Sentences that name the file and the key. */
  readonly problems: readonly string[];
}

const contents = z.record(z.string(), z.string());
const keyPattern = /^[a-z][A-Za-z0-9]*(\.[A-Za-z0-9]+)*$/;

/** Reads `en.json` and `de.json`, each a flat object of key and ICU message. A folder that is not there has no messages. */
export function readMessageFiles({ owner, folder }: LocaleFolder): readonly MessageFile[] {
  if (!existsSync(folder)) return [];
  return locales.map((locale) => readMessageFile(owner, locale, path.join(folder, `${locale}.json`)));
}

function readMessageFile(owner: string, locale: Locale, file: string): MessageFile {
  const messages = new Map<string, MessageSyntax>();
  const problems: string[] = [];
  for (const [key, text] of Object.entries(readTexts(file, problems))) {
    const { syntax, problem } = keyPattern.test(key)
      ? parseMessage(text)
      : { syntax: null, problem: 'is no key: write words of letters and digits with dots between them' };
    if (syntax) messages.set(`${owner}.${key}`, syntax);
    else problems.push(`${file}: "${key}" ${problem}`);
  }
  return { file, owner, locale, messages, problems };
}

function readTexts(file: string, problems: string[]): Record<string, string> {
  try {
    return contents.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    const words = error instanceof z.ZodError ? 'has to be one flat object of keys and texts' : String(error);
    problems.push(`${file}: ${words}`);
    return {};
  }
}

import type { ConfigInfo } from './answers.ts';
import type { Rest } from './rest.ts';
import { chooseLanguage, multiFile, type LanguageMap, type OfferedLanguage } from '../languages/choose-language.ts';
import type { JudgeCommands } from '../languages/commands.ts';
import { familyName } from '../languages/families.ts';

/** What a judge says of itself. */
export interface JudgeFacts {
  readonly version: string;
  readonly config: ConfigInfo;
  readonly languages: readonly OfferedLanguage[];
  /** The language that carries programs of several files. */
  readonly multiFileId: number | null;
  /** Programs that run at the same time, as far as it says. */
  readonly workers: number | null;
  readonly queued: number;
  /** The language of a family and how it is compiled and run; null when the judge has none. */
  commands(family: string): Promise<LanguageCommands | null>;
}

export interface LanguageCommands extends JudgeCommands {
  readonly language: OfferedLanguage;
}

/** Notices what fails. */
type Call = <T>(work: () => Promise<T>) => Promise<T>;

/** Asks a judge all that we have to know of it. */
export async function readFacts(rest: Rest, map: LanguageMap, call: Call): Promise<JudgeFacts> {
  const [about, config, languages, workers] = await Promise.all([
    rest.about(),
    rest.configInfo(),
    rest.languages(),
    rest.workers(),
  ]);
  const known = new Map<string, Promise<LanguageCommands | null>>();
  return {
    version: about.version,
    config,
    languages,
    multiFileId: languages.find(({ name }) => familyName(name) === multiFile)?.id ?? null,
    // Before its first submission a judge lists no workers at all.
    workers: workers.length === 0 ? null : workers.reduce((sum, { available }) => sum + available, 0),
    queued: workers.reduce((sum, { size }) => sum + size, 0),
    commands(family) {
      const asked = known.get(family) ?? call(() => readCommands(rest, chooseLanguage(languages, family, map)));
      known.set(family, asked);
      asked.catch(() => known.delete(family));
      return asked;
    },
  };
}

async function readCommands(rest: Rest, language: OfferedLanguage | null): Promise<LanguageCommands | null> {
  if (!language) return null;
  const { source_file, compile_cmd, run_cmd } = await rest.language(language.id);
  return source_file && run_cmd ? { language, source_file, compile_cmd, run_cmd } : null;
}

/** Below this a program can leave its box and change files of the judge (CVE-2024-28185, -28189, -29021). */
export const hasKnownEscapes = (version: string) => version.localeCompare('1.13.1', 'en', { numeric: true }) < 0;

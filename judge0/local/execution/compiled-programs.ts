import { createHash } from 'node:crypto';
import { openStoredPrograms } from './stored-programs.ts';

export interface Compiled {
  /** /box after the compiler, as a tar archive. */
  readonly files: Buffer;
  /** What the compiler said, warnings for instance; one byte a character. */
  readonly output: string;
}

/** Programs by what they were made of, so that the same one is compiled once. */
export interface CompiledPrograms {
  /** The program, made by `make` unless it is there. What does not compile is given back as it is, and not kept. */
  find<Failure extends object>(key: string, make: () => Promise<Compiled | Failure>): Promise<Compiled | Failure>;
}

export const compiledKey = (parts: readonly (string | Uint8Array)[]) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${part.length}:`).update(part);
  return hash.digest('hex');
};

/** Whoever asks for what is being made already waits for it. */
export function openCompiledPrograms(folder: string): CompiledPrograms {
  const stored = openStoredPrograms(folder);
  const making = new Map<string, Promise<unknown>>();
  return {
    async find<Failure extends object>(key: string, make: () => Promise<Compiled | Failure>) {
      while (making.has(key)) await making.get(key);
      const there = stored.load(key);
      if (there) return there;
      const work = make();
      making.set(
        key,
        work.catch(() => null),
      );
      try {
        const made = await work;
        if (isCompiled(made)) await stored.save(key, made);
        return made;
      } finally {
        making.delete(key);
      }
    },
  };
}

const isCompiled = (made: object): made is Compiled => 'files' in made && 'output' in made;

import { closeSync, fstatSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import path from 'node:path';

/** What a box reads: the program's input, and its files packed. */
const inputs = ['stdin', 'files'] as const;

/** What a box writes: the program's two outputs, what process 1 saw, and /box packed when it is wanted. */
const outputs = ['stdout', 'stderr', 'notes', 'made'] as const;

type Input = (typeof inputs)[number];
type Output = (typeof outputs)[number];

/** Files that boxes of one place read and write one after the other; as the judge has opened them. */
export type BoxFiles = Readonly<Record<Input | Output, number>>;

/**
 * Makes them in `folder`. They belong to the judge, so a program can neither open its output anew, to change what it has
 * written, nor write into its input. `appending` is for the boxes: whatever was written stays before what comes next.
 */
export function makeBoxFiles(folder: string): { files: BoxFiles; appending: Readonly<Record<Output, number>> } {
  const open = <Name extends string>(names: readonly Name[], flags: string, mode: number) =>
    Object.fromEntries(names.map((name) => [name, openSync(path.join(folder, name), flags, mode)])) as Record<
      Name,
      number
    >;
  const files = { ...open(inputs, 'w+', 0o644), ...open(outputs, 'w+', 0o600) };
  return { files, appending: open(outputs, 'a', 0o600) };
}

/** Nothing of the box before is left in them. */
export function emptyOutputs(files: BoxFiles): void {
  for (const name of outputs) ftruncateSync(files[name]);
}

export function fillInput(files: BoxFiles, name: Input, bytes: Uint8Array): void {
  const file = files[name];
  ftruncateSync(file);
  for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done, bytes.length - done, done);
}

/** What was written, up to `maxBytes`. */
export function readOutput(files: BoxFiles, name: Output, maxBytes: number): Buffer {
  const file = files[name];
  const bytes = Buffer.alloc(Math.min(fstatSync(file).size, maxBytes));
  let done = 0;
  while (done < bytes.length) {
    const count = readSync(file, bytes, done, bytes.length - done, done);
    if (count === 0) break;
    done += count;
  }
  return bytes.subarray(0, done);
}

export function closeFiles(files: Readonly<Record<string, number>>): void {
  for (const file of Object.values(files)) closeSync(file);
}

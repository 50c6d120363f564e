import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { SourceFile } from '../source-file.ts';

/** A program of ours that goes along into the box, under the name that it has there. */
export const harnessFile = (from: string, to: string): SourceFile => ({
  path: to,
  content: readFileSync(path.join(import.meta.dirname, `${from}.txt`), 'utf8'),
});

/** Which Java reads and writes JSON, in both its harnesses. */
export const javaJson = harnessFile('assay-json.java', 'AssayJson.java');

/** How JavaScript loads modules, in both its harnesses. */
export const scriptModules = harnessFile('modules.js', 'assay-modules.js');

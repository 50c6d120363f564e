import { readFileSync } from 'node:fs';
import path from 'node:path';

const parts = ['1-main.pl', '2-processes.pl', '3-files.pl', '4-frames.pl'];

/** The program that runs others inside a box: four parts that are one. */
export const driver = parts.map((part) => readFileSync(path.join(import.meta.dirname, part), 'utf8')).join('');

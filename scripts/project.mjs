import path from 'node:path';

/** The folder of the checkout. */
export const root = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '..');

/** Tells the person at the terminal what a slow step does. Standard output stays free for results. */
export const say = (step) => process.stderr.write(`· ${step}\n`);

/** Tells why it does not go on. */
export const complain = (sentence) => process.stderr.write(`${sentence}\n`);

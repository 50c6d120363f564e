import path from 'node:path';
import { runToEnd } from './child-process.mjs';
import { root } from './project.mjs';

const modules = path.join(root, 'node_modules');

/** What the code must pass without being run, in the order of telling. */
export const checks = [
  { name: 'Type check', command: [path.join(modules, 'typescript/bin/tsc'), '-p', '.'] },
  { name: 'Lint', command: [path.join(modules, 'oxlint/bin/oxlint'), '--type-aware', '--deny-warnings'] },
  { name: 'Format', command: [path.join(modules, 'prettier/bin/prettier.cjs'), '--check', '--log-level=warn', '.'] },
];

/** Runs one script of node_modules under this Node, after a headline; resolves to its exit code. */
export function runStep(name, args, env = {}) {
  process.stdout.write(`\n${name} …\n`);
  return runToEnd(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}

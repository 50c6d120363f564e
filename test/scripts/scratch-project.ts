import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export const isRoot = process.getuid?.() === 0;
const scripts = path.resolve(import.meta.dirname, '../../scripts');
const folders: string[] = [];

/** A checkout with the real scripts and nothing else, in which npm and apt are told by the test what to do. */
export class ScratchProject {
  readonly root = mkdtempSync(path.join(os.tmpdir(), 'assay-scripts-'));

  constructor() {
    folders.push(this.root);
    chmodSync(this.root, 0o755);
    cpSync(scripts, path.join(this.root, 'scripts'), { recursive: true });
    this.write('package.json', '{ "type": "module" }');
    this.write('package-lock.json', '{}');
    // npm deletes node_modules first, and so the stamp.
    this.write('npm.cjs', npm({}));
  }

  write(file: string, text: string, mode = 0o644) {
    const target = path.join(this.root, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, text);
    chmodSync(target, mode);
  }

  read(file: string) {
    const target = path.join(this.root, file);
    return existsSync(target) ? readFileSync(target, 'utf8') : '';
  }

  async waitFor(file: string, text = '') {
    while (!this.read(file).includes(text) || !this.read(file)) await sleep(5);
    return this.read(file);
  }

  /** Starts `node scripts/run.mjs …`; `through` is a command to run it with. */
  start(
    args: readonly string[],
    { through = [], env = {} }: { through?: readonly string[]; env?: NodeJS.ProcessEnv } = {},
  ) {
    const [file = '', ...rest] = [...through, process.execPath, path.join(this.root, 'scripts/run.mjs'), ...args];
    const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(npm_|ASSAY_)/.test(name)));
    return spawn(file, rest, {
      cwd: this.root,
      env: {
        ...clean,
        PATH: `${this.root}/bin:${process.env.PATH}`,
        npm_execpath: path.join(this.root, 'npm.cjs'),
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  async run(args: readonly string[], options: Parameters<ScratchProject['start']>[1] = {}) {
    return outcome(this.start(args, options));
  }
}

/** What a process said and how it ended. */
export async function outcome(child: ChildProcess) {
  const [said, complained] = ['', ''].map(() => [] as string[]);
  child.stdout?.on('data', (part: Buffer) => said?.push(part.toString()));
  child.stderr?.on('data', (part: Buffer) => complained?.push(part.toString()));
  await once(child, 'close');
  return { code: child.exitCode, output: said?.join('') ?? '', steps: complained?.join('') ?? '' };
}

/** An npm that notes its call, and takes a while or fails. */
export const npm = ({ ms = 0, code = 0 }) => `
  const fs = require('node:fs');
  fs.rmSync('node_modules', { recursive: true, force: true });
  fs.appendFileSync('npm.log', process.pid + ' ' + process.argv.slice(2).join(' ') + '\\n');
  setTimeout(() => { fs.mkdirSync('node_modules', { recursive: true }); process.exit(${code}); }, ${ms});`;

export function removeProjects() {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

// node scripts/run.mjs <file> [argument …]
// Runs on any Node >= 20 before anything is installed: brings what is missing, then runs the file under the Node of
// this project. `src/main.ts start` and the tests also want the Debian packages of debian-packages.txt.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { runToEnd } from './child-process.mjs';
import { describePackages, installCommand, missingPackages } from './debian-packages.mjs';
import { isInstalled } from './install-stamp.mjs';
import { runLocked } from './run-locked.mjs';
import { complain, root } from './project.mjs';

const [file, ...args] = process.argv.slice(2);
const isStart = file === 'src/main.ts' && args[0] === 'start';
const isTests = file === 'scripts/test.mjs';

endWithNpm();
process.exitCode = await main();

async function main() {
  if (!file) return refuse('Usage: node scripts/run.mjs <file> [argument …]');
  if (!isInstalled()) {
    const code = await runLocked(path.join(root, 'scripts'), 'install-packages.mjs');
    if (code !== 0) return refuse(isInterrupted(code) ? null : 'The packages could not be installed.', code);
  }
  const node = findNode();
  if (!node)
    return refuse(
      `There is no Node 24 for ${process.platform}-${process.arch} among the packages: install Node 24 or newer.`,
    );
  const packages = isStart || isTests ? await bringDebianPackages() : 'present';
  if (packages === 'refused') return refuse(null);
  if (packages === 'interrupted') return refuse(null, 130);
  const env = { ...process.env, PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH}` };
  if (packages === 'failed' && isTests) env.ASSAY_PREPARATION_FAILED = 'Debian packages';
  const flags = ['--disable-warning=ExperimentalWarning'];
  return runToEnd(node, [...flags, file, ...args], { cwd: root, env, stdio: 'inherit' });
}

/** A test run ends in its closing line, whatever kept it from running. */
function refuse(reason, code = 1) {
  if (reason) complain(reason);
  if (isTests) process.stdout.write('0 passed, 1 failed\n');
  return code;
}

/** 128 and the number of the signal. */
function isInterrupted(code) {
  return code > 128;
}

/** The Node that npm brought; .bin/node is no help, as npm 10 does not link it. */
function findNode() {
  const bundled = path.join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node');
  if (existsSync(bundled)) return bundled;
  return Number(process.versions.node.split('.')[0]) >= 24 ? process.execPath : null;
}

/** As root installs them; otherwise the application does without and the tests refuse to run. */
async function bringDebianPackages() {
  const missing = missingPackages();
  if (missing === null)
    complain('This machine has no dpkg: bring what scripts/debian-packages.txt lists by its own means.');
  if (!missing?.length) return 'present';
  if (process.getuid?.() !== 0) {
    tellCommand(missing);
    return isTests ? 'refused' : 'absent';
  }
  const code = await runLocked('/var/lib/dpkg', 'install-debian-packages.mjs');
  if (code === 0) return 'present';
  if (isInterrupted(code)) return 'interrupted';
  complain(`apt-get ended with exit code ${code}.`);
  tellCommand(missingPackages() ?? missing);
  return 'failed';
}

function tellCommand(missing) {
  const consequence = isTests
    ? 'The tests need Debian packages that are missing'
    : 'Going on without Debian packages that are missing';
  const stream = isTests ? process.stdout : process.stderr;
  stream.write(`${consequence}: ${describePackages(missing)}.\nThis brings them:\n\n  ${installCommand(missing)}\n\n`);
}

/** npm killed with SIGKILL cannot pass that on: its disappearance ends us, rather than leave us holding the port. */
function endWithNpm() {
  const parent = process.ppid;
  if (!process.env.npm_lifecycle_event) return;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, 500);
  timer.unref();
}

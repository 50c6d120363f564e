// Installs the missing packages of debian-packages.txt. Started by run.mjs as root, with a lock held around it.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { runToEnd } from './child-process.mjs';
import { installArguments, missingPackages } from './debian-packages.mjs';
import { say } from './project.mjs';

const policy = '/usr/sbin/policy-rc.d';
const madeByUs = '# Made by Assay while it installs packages';

// Whoever held the lock before may have done it.
const missing = missingPackages() ?? [];
if (missing.length > 0) process.exitCode = await install();

async function install() {
  say(`installing Debian packages (apt-get): ${missing.map(({ name }) => name).join(', ')}`);
  const undo = keepServicesStopped();
  try {
    const updated = await aptGet('update', '-q');
    if (updated > 128) return updated;
    // Old lists may still do, so a failing update is no reason to give up.
    if (updated !== 0) say('apt-get update failed; going on with the package lists that are here');
    return await aptGet(...installArguments(missing), '-q');
  } finally {
    undo();
    await keepServicesDisabled();
  }
}

function aptGet(...args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return runToEnd('apt-get', ['-o', 'DPkg::Lock::Timeout=600', '-o', 'Dpkg::Use-Pty=0', ...args], { env });
}

/**
 * Packages start the service they bring; we want the program only. The policy says no as long as this process lives,
 * so that one left behind by a kill stops no later installation. A machine's own policy stays.
 */
function keepServicesStopped() {
  if (existsSync(policy) && !readFileSync(policy, 'utf8').includes(madeByUs)) return () => {};
  writeFileSync(policy, `#!/bin/sh\n${madeByUs}\nkill -0 ${process.pid} 2>/dev/null && exit 101\nexit 0\n`, {
    mode: 0o755,
  });
  return () => rmSync(policy, { force: true });
}

/** With systemd a package also enables its service for the next boot. */
async function keepServicesDisabled() {
  if (!existsSync('/run/systemd/system') || !missing.some(({ name }) => name === 'redis-server')) return;
  await runToEnd('systemctl', ['disable', '--now', 'redis-server']);
}

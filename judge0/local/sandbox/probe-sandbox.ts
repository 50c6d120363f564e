import { existsSync } from 'node:fs';
import type { Machine } from './machine.ts';
import { openBox } from './open-box.ts';
import { openPlace } from './place.ts';
import { runInBox } from './run-box.ts';
import { NoSandboxError, type Tier } from './tier.ts';

/**
 * Runs a program in a box and looks at what it could see, so that the tier is what was tried and not what was hoped.
 * Throws a NoSandboxError that names what is missing.
 */
export async function probeSandbox(machine: Machine, withoutCgroups: string | null): Promise<Tier> {
  if (!existsSync(machine.bwrap))
    throw new NoSandboxError(
      'Programs cannot be run here: bubblewrap is missing. Install it with: apt-get install --no-install-recommends bubblewrap',
    );
  const ending = await tryBox(machine);
  const seen = ending.stdout.toString();
  const wrong = [
    ...(/^uid 1000$/m.test(seen) ? [] : ['it does not run as a user of its own']),
    ...(/^processes 1 \d+ $/m.test(seen) ? [] : ['it sees other processes']),
    ...(/^files 0 1 2 3$/m.test(seen) ? [] : ['it inherits open files']),
    ...(/^etc hidden$/m.test(seen) ? [] : ['it sees files of this machine']),
    ...(/^CapEff:\s*0+$/m.test(seen) ? [] : ['it has capabilities']),
    ...(machine.filterFile === null || /^Seccomp:\s*2$/m.test(seen) ? [] : ['system calls are not filtered']),
    ...(/^write refused$/m.test(seen) ? [] : ['it can write where it must not']),
  ];
  if (wrong.length > 0)
    throw new NoSandboxError(
      `Programs cannot be run here: a box was tried, and ${wrong.join('; ')}. It printed: ${seen}${ending.stderr.toString()}`,
    );
  if (withoutCgroups === null) return { name: 'full', sentence: 'Sandbox: full.' };
  return {
    name: 'per-process',
    sentence: `Sandbox: processor and memory are limited for each process, not for all of a program together, and times are approximate, because there are no cgroups (${withoutCgroups}).`,
  };
}

async function tryBox(machine: Machine) {
  const place = openPlace(machine, 0);
  try {
    const box = await openBox(machine, place);
    return await runInBox(box, {
      script: 'run',
      files: { archive: null, added: [{ name: 'run', bytes: Buffer.from(look), mode: 0o644 }] },
      stdin: new Uint8Array(),
      limits: {
        cpuMs: 5000,
        extraMs: 0,
        wallMs: 10_000,
        memoryKb: 128_000,
        stackKb: 64_000,
        processes: 30,
        fileKb: 64,
      },
      mergeStderr: false,
      keep: false,
      perProcess: false,
    });
  } catch (error) {
    throw new NoSandboxError(
      `Programs cannot be run here: no box can be made (${error instanceof Error ? error.message : String(error)}). Where user namespaces are switched off: sysctl -w kernel.unprivileged_userns_clone=1 user.max_user_namespaces=10000 kernel.apparmor_restrict_unprivileged_userns=0. In Docker: --security-opt seccomp=unconfined --security-opt apparmor=unconfined --security-opt systempaths=unconfined.`,
      { cause: error },
    );
  } finally {
    place.close();
  }
}

const look = `
echo "uid $UID"
cd /proc; echo processes [0-9]* ""
cd /proc/self/fd; echo files *
[ -e /etc/passwd ] || [ -e /root ] || [ -e /home ] || [ -e /sys ] || echo etc hidden
while read -r line; do case $line in CapEff*|Seccomp:*) echo "$line";; esac; done < /proc/self/status
{ : > /x || : > /usr/x || : > /dev/x || : > /etc/x; } 2>/dev/null || echo write refused
`;

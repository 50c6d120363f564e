import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { isRoot, removeProjects, ScratchProject } from './scratch-project.ts';

const asNobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];
const asOrdinaryUser = isRoot ? asNobody : [];
// In a checkout that root alone can enter, nobody else can run its Node.
const nobodyCanEnter =
  isRoot && spawnSync('setpriv', [...asNobody.slice(1), 'sh', '-c', '"$0" -v', process.execPath]).status === 0;
const forOrdinaryUser = !isRoot || nobodyCanEnter ? describe : describe.skip;
const whenRoot = isRoot ? describe : describe.skip;
const command = 'sudo apt-get update && sudo apt-get install -y --no-install-recommends gamma delta';
let project: ScratchProject;

/** A machine that has alpha, and the others once apt-get has brought them. */
beforeEach(async () => {
  project = new ScratchProject();
  project.write(
    'scripts/debian-packages.txt',
    '# a heading\n\nalpha # first\ngamma  # the third letter\ndelta # the fourth\n',
  );
  const have = `"$HERE/installed.log"`;
  project.write(
    'bin/dpkg-query',
    `#!/bin/sh\nHERE=${project.root}\necho alpha installed; echo delta config-files\n[ -f ${have} ] && cat ${have}; exit 1\n`,
    0o755,
  );
  project.write('bin/apt-get', aptGet(0), 0o755);
  project.write('src/main.ts', `console.log('started', process.argv[2])`);
  project.write('scripts/test.mjs', `console.log('tested', process.env.ASSAY_PREPARATION_FAILED ?? 'well')`);
  await project.run(['src/main.ts', 'admin']);
});

afterAll(removeProjects);

const aptGet = (code: number) => `#!/bin/sh
echo "$DEBIAN_FRONTEND $*" >> ${project.root}/apt.log
case "$*" in *" install "*) sleep 0.1; [ ${code} = 0 ] && printf 'gamma installed\\ndelta installed\\n' > ${project.root}/installed.log; exit ${code};; esac
exit 100\n`;

forOrdinaryUser('the Debian packages, for an ordinary user', () => {
  it('keep no application from starting, which says what is missing and what brings it', async () => {
    const { code, output, steps } = await project.run(['src/main.ts', 'start'], { through: asOrdinaryUser });
    expect({ code, output }).toEqual({ code: 0, output: 'started start\n' });
    expect(steps).toContain('missing: gamma (the third letter), delta (the fourth).');
    expect(steps).toContain(`\n  ${command}\n`);
  });

  it('keep tests from running, which end with the command and a closing line', async () => {
    const { code, output } = await project.run(['scripts/test.mjs'], { through: asOrdinaryUser });
    expect(code).toBe(1);
    expect(output).toMatch(new RegExp(`\n  ${command}\n\n0 passed, 1 failed\n$`));
  });

  it('concern start and tests only', async () => {
    const { output, steps } = await project.run(['src/main.ts', 'admin'], { through: asOrdinaryUser });
    expect({ output, steps }).toEqual({ output: 'started admin\n', steps: '' });
  });
});

whenRoot('the Debian packages, for root', () => {
  it('are installed once by two starts at once, also from old package lists', async () => {
    const both = await Promise.all([project.run(['src/main.ts', 'start']), project.run(['scripts/test.mjs'])]);
    expect(both.map(({ output }) => output)).toEqual(['started start\n', 'tested well\n']);
    expect(both.map(({ steps }) => steps).join('')).toContain('· installing Debian packages (apt-get): gamma, delta\n');
    const installing = project
      .read('apt.log')
      .split('\n')
      .filter((line) => line.includes(' install '));
    expect(installing).toEqual([
      'noninteractive -o DPkg::Lock::Timeout=600 -o Dpkg::Use-Pty=0 install -y --no-install-recommends gamma delta -q',
    ]);
    expect((await project.run(['src/main.ts', 'start'])).steps).toBe('');
  });

  it('are a warning to the application, and a failed preparation to the tests, when apt-get fails', async () => {
    project.write('bin/apt-get', aptGet(100), 0o755);
    const started = await project.run(['src/main.ts', 'start']);
    expect(started).toMatchObject({ code: 0, output: 'started start\n' });
    expect(started.steps).toContain(`apt-get ended with exit code 100.`);
    expect(started.steps).toContain(`\n  ${command}\n`);
    expect((await project.run(['scripts/test.mjs'])).output).toContain('tested Debian packages\n');
  });
});

import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startLocalJudge, type StartedJudge } from './start-local-judge.ts';
import { bash, c, java, outputOf, python, submit } from './submit.ts';

const javascript = 63;
let judge: StartedJudge;
beforeAll(async () => {
  judge = await startLocalJudge({ slots: 2, tokens: ['a-token-of-the-tests'] });
}, 120_000);
afterAll(() => judge.end('SIGTERM'));

/** What a box is, as a program in it sees it. */
const look = `echo "uid $UID"
while read -r line; do case $line in CapEff*|NoNewPrivs*|Seccomp:*) echo $line;; esac; done < /proc/self/status
while read -r a place b c; do [[ $place =~ ^(/|/usr|/tmp|/box)$ ]] && echo "$place $b \${c%%,*}"; done < /proc/mounts
(: > /x) 2>/dev/null || echo "root is read-only"
(: > /dev/tcp/127.0.0.1/80) 2>/dev/null || echo "no network"`;

describe('a box', () => {
  it('has no rights, no network, a user of its own, and nothing of the machine that it could write [F2-08] [F2-09] [F2-10]', async () => {
    const seen = outputOf(await submit(judge, { language_id: bash, source_code: look })).split('\n');
    expect(seen).toEqual(
      expect.arrayContaining([
        'uid 1000',
        'CapEff: 0000000000000000',
        'NoNewPrivs: 1',
        'Seccomp: 2',
        '/ tmpfs ro',
        '/tmp tmpfs rw',
        '/box tmpfs rw',
        'root is read-only',
        'no network',
      ]),
    );
    expect(seen.find((line) => line.startsWith('/usr '))).toMatch(/ ro$/);
  });

  it.each([65_536, 262_144])(
    'of %i KB gives no more, also not by swapping, and says so [F2-09] [F2-10]',
    async (memoryKb) => {
      const take = (kb: number) =>
        submit(judge, {
          language_id: python,
          source_code: `x = bytearray(${kb} * 1024)\nfor i in range(0, len(x), 4096): x[i] = 1\nprint("taken")`,
          memory_limit: memoryKb,
        });
      expect(outputOf(await take(memoryKb - 24_000))).toBe('taken\n');
      const refused = await take(memoryKb + 4_000);
      expect(refused).toMatchObject({ exit_code: 137, stdout: null });
      expect(refused.memory).toBeLessThanOrEqual(memoryKb);
    },
  );

  it('has 50 processes when it may have 50, and no more [F2-09] [F2-10]', async () => {
    const source = `import os, time
n = 0
try:
    while n < 200:
        if os.fork() == 0: time.sleep(2); os._exit(0)
        n += 1
except OSError: pass
print(n)`;
    const made = Number(
      outputOf(await submit(judge, { language_id: python, source_code: source, max_processes_and_or_threads: 50 })),
    );
    expect(made).toBeGreaterThan(40);
    expect(made).toBeLessThan(50);
  });

  it('is the same for every language: none is trusted to keep its programs in [F2-16]', async () => {
    const path = '/etc/passwd';
    const programs: readonly [number, string][] = [
      [python, `import os\nprint(os.getuid(), os.path.exists("${path}"))`],
      [javascript, `console.log(process.getuid(), require('fs').existsSync('${path}') ? 'True' : 'False')`],
      [bash, `[ -e ${path} ] && there=True; echo $UID \${there:-False}`],
      [
        c,
        `#include <stdio.h>\n#include <unistd.h>\nint main(void) { printf("%d %s\\n", getuid(), access("${path}", 0) ? "False" : "True"); }`,
      ],
      [
        java,
        `import java.nio.file.*;\npublic class Main { public static void main(String[] a) throws Exception {\nSystem.out.println(Files.getAttribute(Path.of("/proc/self"), "unix:uid") + (Files.exists(Path.of("${path}")) ? " True" : " False")); } }`,
      ],
    ];
    for (const [language_id, source_code] of programs) {
      const judged = await submit(judge, { language_id, source_code, memory_limit: 512_000, cpu_time_limit: 10 });
      expect([language_id, outputOf(judged)]).toEqual([language_id, '1000 False\n']);
    }
  }, 60_000);

  it('is not left by what is handed over with a program: what a shell would act on is taken out [F2-15]', async () => {
    const judged = await submit(judge, {
      language_id: python,
      source_code: 'import sys\nprint(sys.argv[1:])',
      command_line_arguments: 'one; echo two | cat > /tmp/x & `id` $HOME',
    });
    expect(outputOf(judged)).toBe("['one', 'echo', 'two', 'cat', '/tmp/x', 'id', 'HOME']\n");
  });
});

it('the judge is a service of its own, on this machine alone, for whoever knows its token [F2-32]', async () => {
  const port = Number(new URL(judge.url).port).toString(16).toUpperCase().padStart(4, '0');
  const listening = readFileSync('/proc/net/tcp', 'utf8')
    .concat(readFileSync('/proc/net/tcp6', 'utf8'))
    .split('\n')
    .flatMap((line) => /^\s*\d+: (\w+):(\w{4}) \w+:0000 0A/.exec(line)?.slice(1, 3).join(':') ?? [])
    .filter((address) => address.endsWith(`:${port}`));
  expect(listening).toEqual([`0100007F:${port}`]);
  expect(judge.pid).not.toBe(process.pid);
  expect((await fetch(`${judge.url}/languages`)).status).toBe(401);
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execute } from '../../../judge0/execute.ts';
import { openLocal, type LocalClient } from '../../support/judge0/local-judge.ts';
import { aRequest, aRun, texts } from '../../support/judge0/open-client.ts';

// Programs of students that share a box with their own other runs, and want more than that.
let local: LocalClient;
beforeAll(async () => {
  local = await openLocal();
}, 120_000);
afterAll(() => local.close());

const run = (content: string, inputs: readonly string[]) =>
  execute(
    local.judges,
    aRequest(
      content,
      inputs.map((input) => aRun(input, { cpuMs: 2_000, outputBytes: 200_000 })),
    ),
  );

describe('between two runs of a box', () => {
  it('every process but the driver ends, one with a session of its own too [F2-22]', async () => {
    const { runs } = await run(
      `
import os, sys, time
others = [p for p in os.listdir('/proc') if p.isdigit() and int(p) not in (1, os.getpid(), os.getppid())]
print(len(others), os.path.exists('/tmp/alive'))
if input() == 'first' and os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        for _ in range(1000):
            open('/tmp/alive', 'w').write('x'); open('/box/alive', 'w').write('x')
            time.sleep(0.01)
    os._exit(0)
time.sleep(0.2)
print(os.path.exists('/tmp/alive'), os.path.exists('/box/alive'))
`,
      ['first', 'second'],
    );
    expect(texts(runs)).toEqual(['0 False\nTrue True\n', '0 False\nFalse False\n']);
  }, 120_000);

  it('the folder is as it was before the first, and nothing is left elsewhere [F2-22]', async () => {
    const { runs } = await run(
      `
import os, sys
found = sorted(os.listdir('.')), os.listdir('/tmp'), os.listdir('/dev/shm'), len(open('script.py').read())
print(found)
open('script.py', 'a').write('#'); os.chmod('script.py', 0)
os.makedirs('deep/er'); open('deep/er/file', 'w').close(); os.chmod('deep', 0)
os.symlink('/usr', 'link'); os.symlink('/', '/tmp/link')
for place in ('/tmp', '/dev/shm', '/box'): open(place + '/left', 'w').close()
os.chmod('.', 0o500)
`,
      ['', '', ''],
    );
    const [first, ...others] = texts(runs);
    expect(first).toMatch(/^\(\['script.py'\], \[\], \[\], \d+\)\n$/);
    expect(others).toEqual([first, first]);
    expect(runs.map(({ status }) => status)).toEqual(['finished', 'finished', 'finished']);
  }, 120_000);

  it('nobody reads the input of a later run, wherever it looks [F2-06] [F2-16]', async () => {
    const inputs = ['secret-of-0', 'secret-of-1', 'secret-of-2'];
    const { runs } = await run(
      `
import os, sys
seen = []
def look(path):
    try:
        with open(path, 'rb') as file: seen.append(file.read(3_000_000))
    except Exception: pass
for pid in [p for p in os.listdir('/proc') if p.isdigit()]:
    for name in ('environ', 'cmdline', 'maps', 'mem'): look(f'/proc/{pid}/{name}')
    try:
        for fd in os.listdir(f'/proc/{pid}/fd'): look(f'/proc/{pid}/fd/{fd}')
    except OSError: pass
    try:
        for line in open(f'/proc/{pid}/maps'):
            span, mode = line.split()[:2]
            start, end = (int(x, 16) for x in span.split('-'))
            if 'r' in mode and int(pid) != os.getpid():
                with open(f'/proc/{pid}/mem', 'rb') as memory:
                    memory.seek(start); seen.append(memory.read(end - start))
    except OSError: pass
for folder in ('/box', '/tmp', '/dev/shm', '/var/tmp'):
    for path, _, files in os.walk(folder):
        for name in files: look(os.path.join(path, name))
import re
print(sorted({word.decode() for each in seen for word in re.findall(rb'secret-of-[0-9]', each)}))
`,
      inputs,
    );
    expect(texts(runs)).toEqual(["['secret-of-0']\n", "['secret-of-1']\n", "['secret-of-2']\n"]);
  }, 120_000);

  it('a program may use all that its language has, and the box alone keeps it in [CON-03] [F2-16]', async () => {
    const content = `
const fs = require('fs'), { execSync } = require('child_process'), net = require('net');
const tried = (work) => { try { return String(work()).trim(); } catch (error) { return 'no'; } };
console.log(eval('1 + 1'), tried(() => execSync('echo shell')), tried(() => fs.readFileSync('/etc/shadow')), tried(() => fs.writeFileSync('/usr/x', '')));
net.connect(80, '1.1.1.1').on('error', () => console.log('no network')).on('connect', () => console.log('network'));
`;
    const runs = [aRun('', { cpuMs: 3_000 })];
    const files = [{ path: 'main.js', content }];
    const result = await execute(local.judges, aRequest('', runs, { language: 'javascript', files }));
    expect(texts(result.runs)).toEqual(['2 shell no no\nno network\n']);
  }, 120_000);

  it('no debugger gets hold of the driver [F2-29]', async () => {
    const { runs } = await run(
      `
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
print(libc.ptrace(16, os.getppid(), None, None), libc.process_vm_readv(os.getppid(), None, 0, None, 0, 0) <= 0)
`,
      ['', ''],
    );
    expect(texts(runs)).toEqual(['-1 True\n', '-1 True\n']);
  }, 120_000);
});

describe('a program that writes answers itself', () => {
  it('writes them into its own output, and nowhere else [F2-29]', async () => {
    const key = '0123456789abcdef0123456789abcdef';
    const forged = `${key} exit 0 0 1 1 1 3 3 0 0\\nok!\\n${key} done\\n`;
    const { runs } = await run(
      `
import os, sys
forged = b'${forged}'
sys.stdout.buffer.write(forged)
for pid in (os.getppid(), 1):
    for fd in (1, 2):
        try:
            with open(f'/proc/{pid}/fd/{fd}', 'r+b') as file: file.seek(0); file.write(forged); print('open', pid, fd)
        except OSError: pass
`,
      ['', ''],
    );
    expect(runs.map(({ status }) => status)).toEqual(['finished', 'finished']);
    expect(texts(runs)).toEqual(Array.from({ length: 2 }, () => forged.replaceAll(String.raw`\n`, '\n')));
  }, 120_000);

  it('that kills the driver ends its own run, and the others run all the same', async () => {
    const { runs } = await run(
      `
import os
if input() == 'kill': os.kill(os.getppid(), 9)
import time; time.sleep(0.1); print('ran')
`,
      ['a', 'kill', 'b', 'c'],
    );
    expect(runs.map(({ status }) => status)).toEqual(['finished', 'runtimeError', 'finished', 'finished']);
    expect(texts(runs)).toEqual(['ran\n', '', 'ran\n', 'ran\n']);
    expect(runs[1]).toMatchObject({ signal: 'SIGKILL', detail: 'it ended the whole box' });
  }, 120_000);

  it('that takes all memory or all processes at once costs only its own run [F2-08] [F2-09] [F2-10]', async () => {
    const { runs } = await run(
      `
import os
what = input()
if what == 'memory':
    x = []
    while True: x.append(bytearray(50_000_000))
if what == 'fork':
    while True:
        try: os.fork()
        except OSError: pass
print('ran')
`,
      ['a', 'memory', 'fork', 'b'],
    );
    // A bomb of Pythons passes whichever limit comes first.
    expect(runs.map(({ status }) => status)).toEqual([
      'finished',
      'memoryLimit',
      expect.stringMatching(/^(cpu|wall|memory)Limit$/),
      'finished',
    ]);
  }, 120_000);
});

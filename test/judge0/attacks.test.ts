import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { idleJudge, settled } from './left-overs.ts';
import { startLocalJudge, type StartedJudge } from './start-local-judge.ts';
import { bash, c, outputOf, python, submit, type Judged } from './submit.ts';

const slots = 2;
let judge: StartedJudge;
const secret = 'the-token-of-this-judge-0123456789';

beforeAll(async () => {
  judge = await startLocalJudge({ tokens: [secret], slots });
});
afterAll(() => judge.end('SIGTERM'));

afterEach(async () => expect(await settled(judge, slots)).toEqual(idleJudge(slots)));

const run = (source: string, more: Readonly<Record<string, unknown>> = {}): Promise<Judged> =>
  submit(judge, {
    language_id: python,
    source_code: source,
    cpu_time_limit: 1,
    cpu_extra_time: 0.2,
    wall_time_limit: 4,
    ...more,
  });

describe('a program that reaches out', () => {
  it('meets no network, not even the own machine, a name or another system below [F2-06]', async () => {
    const judged = await run(`import socket
for family, address in ((2,("127.0.0.1",${new URL(judge.url).port})),(2,("1.1.1.1",53)),(10,("::1",${new URL(judge.url).port})),(1,"\\0/tmp/.X11-unix/X0")):
  try:
    s=socket.socket(family); s.settimeout(1); s.connect(address); print("CONNECTED",address)
  except OSError: print("refused")
for family in (40,38,17):
  try: socket.socket(family, socket.SOCK_STREAM if family==40 else socket.SOCK_RAW); print("OPENED",family)
  except OSError: print("no family")
try: socket.getaddrinfo("example.com",80); print("RESOLVED")
except OSError: print("no names")`);
    expect(outputOf(judged)).toBe('refused\n'.repeat(4) + 'no family\n'.repeat(3) + 'no names\n');
  });

  it('sees neither files nor processes of the machine, and no token of the judge [F2-06] [F2-29]', async () => {
    const judged = await run(`import os,glob
for p in ("/etc/passwd","/etc/shadow","/root","/home","/sys","/var","/boot","/run","/proc/1/root/etc/shadow"):
  if os.path.exists(p): print("SEEN",p)
print(sorted(os.listdir("/")))
print(len([x for x in os.listdir("/proc") if x.isdigit()])<6, os.getuid(), os.getgroups())
status=open("/proc/self/status").read()
print("CapEff:\\t0000000000000000" in status, "NoNewPrivs:\\t1" in status, "Seccomp:\\t2" in status)
found=""
for p in glob.glob("/proc/*/environ")+glob.glob("/proc/*/cmdline")+glob.glob("/proc/*/mountinfo"):
  try: found+=open(p,errors="replace").read()
  except OSError: pass
print("${secret}" in found, "assay" in found.lower(), "TOKEN" in found)`);
    expect(outputOf(judged)).toMatch(
      /^\['bin', 'box', 'dev', 'etc', 'lib', ('lib64', )?'proc', 'sbin', 'tmp', 'usr'\]\nTrue 1000 \[(65534)?\]\nTrue True True\nFalse False False\n$/,
    );
  });

  it('has nothing that the kernel would do for it beyond a program [F2-29]', async () => {
    const judged = await run(`import ctypes,os,platform,fcntl
l=ctypes.CDLL(None,use_errno=True)
x64=platform.machine()=="x86_64"
calls={"ptrace":(101,117),"mount":(165,40),"unshare":(272,97),"setns":(308,268),"keyctl":(250,219),"bpf":(321,280),"io_uring_setup":(425,425),"perf_event_open":(298,241),"process_vm_readv":(310,270),"open_by_handle_at":(304,265),"chroot":(161,51),"userfaultfd":(323,282),"clone3":(435,435),"pidfd_getfd":(438,438)}
for name,(a,b) in calls.items():
  r=l.syscall(a if x64 else b,0,0,0,0,0,0)
  if r>=0 or ctypes.get_errno() not in (1,38): print("ALLOWED",name,r,ctypes.get_errno())
r=l.syscall(56 if x64 else 220,0x10000000|17,0,0,0,0)
if r==0: os._exit(0)
print("clone into a namespace",r,ctypes.get_errno())
if x64: print("x32",l.syscall(0x40000000+39))
else: print("x32 -1")
try: os.setuid(0); print("ROOT")
except OSError: print("no root")
try: fcntl.ioctl(0,0x5412,b"x"); print("TYPED")
except OSError as e: print("no typing")
for p in ("/proc/sys/kernel/core_pattern","/proc/sysrq-trigger","/proc/sys/kernel/hostname","/proc/self/uid_map"):
  try: os.write(os.open(p,os.O_WRONLY),b"x"); print("WRITTEN",p)
  except OSError: pass`);
    expect(outputOf(judged)).toBe('clone into a namespace -1 1\nx32 -1\nno root\nno typing\n');
  });

  it('cannot trace a process beside it, its parent or the launcher [F2-29]', async () => {
    const judged = await run(`import ctypes,os,time
l=ctypes.CDLL(None,use_errno=True)
child=os.fork()
if child==0: time.sleep(3); os._exit(0)
for pid in (child,os.getppid(),1):
  print(l.ptrace(16,pid,0,0), l.ptrace(0x4206,pid,0,0))
os.kill(child,9)`);
    expect(outputOf(judged)).toBe('-1 -1\n'.repeat(3));
  });

  it('gains nothing by writing into the memory of what launched it [F2-29]', async () => {
    // Through /proc, which no filter of system calls sees: it jumps nowhere here, it puts ud2 where process 1 goes on.
    const judged = await run(`import os,re
for line in open("/proc/1/maps"):
  if "r-xp" in line and "libc" in line:
    start,end=[int(x,16) for x in line.split()[0].split("-")]
    mem=os.open("/proc/1/mem",os.O_RDWR)
    os.pwrite(mem,b"\\x0f\\x0b"*((end-start)//2),start)
print("written",flush=True)`);
    expect(judged.stdout).toBe('written\n');
    expect(judged.status.id).not.toBe(13);
  });
});

describe('a program that takes too much', () => {
  it('is ended for its processor time when it forks without end [F2-08]', async () => {
    const judged = await run('import os\nwhile True:\n  try: os.fork()\n  except OSError: pass');
    expect(judged).toMatchObject({ status: { id: 5 } });
    expect(Number(judged.wall_time)).toBeLessThan(4.5);
  });

  it('is counted together with its children [F2-11]', async () => {
    const judged = await run('import os\nfor i in range(6):\n  if os.fork()==0: break\nwhile True: pass');
    expect(judged).toMatchObject({ status: { id: 5 }, message: 'Time limit exceeded' });
    // Each for itself the seven would have had seven seconds; a machine with other work to do looks late.
    expect(Number(judged.time)).toBeLessThan(6);
  });

  it('gets no more threads than it may have [F2-08]', async () => {
    const judged = await run(
      'import threading,time,os\nn=0\ntry:\n  while True:\n    threading.Thread(target=time.sleep,args=(2,),daemon=True).start(); n+=1\nexcept RuntimeError: print(n, flush=True)\nos._exit(0)',
      { max_processes_and_or_threads: 20 },
    );
    expect(Number(outputOf(judged))).toBeGreaterThan(10);
    expect(Number(outputOf(judged))).toBeLessThan(22);
  });

  it('is killed where its memory ends, whole [F2-08]', async () => {
    const judged = await run('x=[]\nwhile True: x.append(bytearray(1<<20))');
    expect(judged).toMatchObject({ status: { id: 11 }, message: 'Exited with error status 137', memory: 128_000 });
  });

  it('is killed where the memory of all its children together ends [F2-08]', async () => {
    const judged = await run(
      'import os,time\nfor i in range(20):\n  if os.fork()==0:\n    x=bytearray(40<<20)\n    for j in range(0,len(x),4096): x[j]=1\n    time.sleep(3); os._exit(0)\nprint([os.wait()[1] for _ in range(20)])',
      // Being killed for want of memory over and over takes its time as well.
      { cpu_time_limit: 4 },
    );
    expect(judged).toMatchObject({ status: { id: 11 }, exit_code: 137, stdout: null });
    expect(Number(judged.wall_time)).toBeLessThan(3);
  });

  it('writes no file, and no output, beyond its limit, also when it ignores the signal [F2-08]', async () => {
    const flood = await run('import sys\nwhile True: sys.stdout.write("x"*65536)');
    expect(flood).toMatchObject({ status: { id: 11 } });
    expect(flood.stdout).toHaveLength(1024 * 1024);
    const ignoring = await run(
      'import signal,sys,os\nsignal.signal(signal.SIGXFSZ,signal.SIG_IGN)\nt=0\ntry:\n  while True: t+=os.write(1,b"x"*65536)\nexcept OSError as e: sys.stderr.write("%d %d"%(t,e.errno))',
    );
    expect(ignoring.stderr).toBe(`${1024 * 1024} 27`);
  });

  it('fills only its own memory with files, many or large [F2-08]', async () => {
    const large = await run(
      `import os
for d in ("/dev/shm","/tmp","/box"):
  n=0
  try:
    while n<400:
      open(d+"/%d"%n,"wb").write(b"x"*(1<<20)); n+=1
  except OSError as e: pass
  print(n<=32)
  for i in range(n+1):
    try: os.remove(d+"/%d"%i)
    except OSError: pass
for d in ("/","/dev","/usr","/etc","/proc"):
  try: open(d+"/x","wb"); print("WRITTEN",d)
  except OSError: pass`,
      { wall_time_limit: 8, cpu_time_limit: 3 },
    );
    expect(outputOf(large)).toBe('True\n'.repeat(3));
    const many = await run('n=0\nwhile n<5000000:\n  open("/tmp/%d"%n,"w").close(); n+=1\nprint(n)', {
      cpu_time_limit: 10,
    });
    expect([5, 11]).toContain(many.status.id);
    expect(many.memory).toBeLessThanOrEqual(128_000);
  });

  it('is ended on the wall clock when it sleeps, stops itself or ignores signals [F2-11]', async () => {
    const [sleeping, stopped, ignoring] = await Promise.all([
      run('import time\ntime.sleep(60)', { wall_time_limit: 1 }),
      run('import os,signal\nos.kill(os.getpid(),signal.SIGSTOP)', { wall_time_limit: 1 }),
      run(
        'import signal\nfor s in range(1,32):\n  try: signal.signal(s,signal.SIG_IGN)\n  except OSError: pass\nwhile True: pass',
      ),
    ]);
    expect(sleeping).toMatchObject({ status: { id: 5 }, message: 'Time limit exceeded (wall clock)' });
    expect(stopped).toMatchObject({ status: { id: 5 }, message: 'Time limit exceeded (wall clock)' });
    expect(ignoring).toMatchObject({ status: { id: 5 }, message: 'Time limit exceeded' });
  });
});

describe('a program that wants to outlive its run', () => {
  it('does not, as a daemon in a session of its own [F2-22]', async () => {
    const judged = await run(
      'import os,time\nif os.fork()==0:\n  os.setsid()\n  if os.fork()==0:\n    time.sleep(1); print("LATE",flush=True)\n    time.sleep(60)\n  os._exit(0)\nprint("done")',
    );
    expect(outputOf(judged)).toBe('done\n');
    expect(Number(judged.wall_time)).toBeLessThan(1);
  });

  it('does not by killing what watches it [F2-22]', async () => {
    const judged = await run(
      'import os,signal,time\nif os.fork()==0:\n  time.sleep(0.2)\n  os.kill(1,9); os.kill(1,15)\n  print("alive",flush=True)\n  os._exit(0)\nos.wait()\nprint("end")',
    );
    expect(['alive\nend\n', null]).toContain(judged.stdout);
    const all = await run('import os\nos.kill(-1,9)\nprint("alive")');
    expect(all.status.id).not.toBe(13);
  });

  it('leaves no zombies, not by the hundred [F2-22]', async () => {
    const judged = await run(
      'import os,time\nfor i in range(200):\n  try:\n    if os.fork()==0: os._exit(0)\n  except OSError: break\nprint(i>20)',
    );
    expect(outputOf(judged)).toBe('True\n');
  });

  it('finds nothing of the run before it, and leaves nothing to the one after [F2-22]', async () => {
    const write =
      'import os\nfor d in ("/tmp","/box","/dev/shm"):\n  open(d+"/left","w").write("secret")\nprint("written")';
    expect(outputOf(await run(write))).toBe('written\n');
    const look =
      'import os\nprint([p for d in ("/tmp","/box","/dev/shm") for p in os.listdir(d) if p not in ("run","script.py")])';
    const seenThere = await Promise.all([run(look), run(look), run(look)]);
    expect(seenThere.map(outputOf)).toEqual(['[]\n', '[]\n', '[]\n']);
  });

  it('cannot reach a box that runs at the same time [F2-29]', async () => {
    const victim = run(
      'import time,os\nopen("/tmp/mine","w").write("a")\ntime.sleep(1.5)\nprint(open("/tmp/mine").read(),os.listdir("/tmp"))',
    );
    const thief = run(
      'import os,glob,time\ntime.sleep(.4)\nfor p in glob.glob("/proc/[0-9]*/root/tmp/mine")+glob.glob("/proc/[0-9]*/cwd/*"):\n  if "mine" in p: print("FOUND",p)\nfor pid in range(2,4000):\n  try:\n    if pid not in (os.getpid(),os.getppid()): os.kill(pid,0); print("SEEN",pid)\n  except OSError: pass',
    );
    expect(outputOf(await victim)).toBe("a ['mine']\n");
    expect(outputOf(await thief)).toBe('');
  });

  it('does not change what it has written by other ways than writing [F2-29]', async () => {
    const judged = await run(
      `import os
print("first",flush=True)
for fd,flags in ((0,os.O_RDWR),(1,os.O_RDONLY),(1,os.O_RDWR),(2,os.O_RDONLY),(2,os.O_RDWR)):
  try: os.open("/proc/self/fd/%d"%fd,flags); print("OPENED",fd,flags)
  except OSError: pass
for fd in (1,2):
  os.lseek(fd,0,0)
for pid in (1,os.getppid()):
  for fd in range(12):
    try: os.open("/proc/%d/fd/%d"%(pid,fd),os.O_RDWR); print("OPENED",pid,fd)
    except OSError: pass
print(open("/dev/stdin").read(), sorted(os.listdir("/proc/self/fd"))[:5])`,
      { stdin: 'read by name' },
    );
    expect(outputOf(judged)).toBe("first\nread by name ['0', '1', '2', '3']\n");
  });
});

describe('what is unusual and allowed', () => {
  it('carries every byte, NUL and broken UTF-8 among them [REQ-02]', async () => {
    const judged = await run('import sys\nsys.stdout.buffer.write(bytes(range(256))+sys.stdin.buffer.read())', {
      stdin: 'ü\u0000€',
    });
    const bytes = Buffer.from('ü\u0000€').toString('latin1');
    expect(outputOf(judged)).toBe(Buffer.from(Array.from({ length: 256 }, (_, i) => i)).toString('latin1') + bytes);
  });

  it('tells a program that a signal ended from one that says so [F2-23]', async () => {
    const killed = await run('#include <signal.h>\nint main(){ raise(SIGSEGV); }', { language_id: c });
    expect(killed).toMatchObject({ status: { id: 11 }, exit_code: 139 });
    expect(killed.stderr).toContain('Segmentation fault');
    const itself = await run('kill -SEGV $BASHPID', { language_id: bash });
    expect(itself).toMatchObject({ exit_code: 139 });
  });
});

import { syscallNumbers } from './syscall-numbers.ts';

/**
 * The filter that bubblewrap loads before a program starts: classic BPF, as in linux/seccomp.h, for `arch` as
 * `process.arch` names it. Null for an architecture whose numbers are not known.
 */
export function seccompFilter(arch: string): Buffer | null {
  const numbers = syscallNumbers[arch];
  if (!numbers) return null;
  const program: Instruction[] = [
    [load, 0, 0, offset.arch],
    [ifEqual, 1, 0, numbers.audit],
    [answer, 0, 0, killProcess],
    [load, 0, 0, offset.call],
  ];
  if (numbers.otherTable !== null) program.push([ifAtLeast, 0, 1, numbers.otherTable], [answer, 0, 0, fail(ENOSYS)]);
  for (const call of numbers.denied) program.push([ifEqual, 0, 1, call], [answer, 0, 0, fail(EPERM)]);
  // glibc falls back to clone, whose flags a filter can read; those of clone3 are behind a pointer.
  program.push([ifEqual, 0, 1, numbers.clone3], [answer, 0, 0, fail(ENOSYS)]);
  program.push(
    ...whenCalled(numbers.clone, 0, [
      [ifAnyBit, 0, 1, newNamespaces],
      [answer, 0, 0, fail(EPERM)],
    ]),
  );
  program.push(
    ...whenCalled(numbers.ioctl, 1, [
      [ifEqual, 0, 1, TIOCSTI],
      [answer, 0, 0, fail(EPERM)],
    ]),
  );
  program.push(...whenCalled(numbers.socket, 0, onlyFamilies));
  program.push([answer, 0, 0, allow]);
  return assemble(program);
}

type Instruction = readonly [code: number, ifTrue: number, ifFalse: number, value: number];

const load = 0x20;
const ifEqual = 0x15;
const ifAtLeast = 0x35;
const ifAnyBit = 0x45;
const answer = 0x06;

/** Into struct seccomp_data. The low half of an argument comes first on both architectures. */
const offset = { call: 0, arch: 4, argument: (index: number) => 16 + 8 * index };

const allow = 0x7fff_0000;
const killProcess = 0x8000_0000;
const fail = (errno: number) => 0x0005_0000 | errno;
const EPERM = 1;
const ENOSYS = 38;
const EAFNOSUPPORT = 97;
const TIOCSTI = 0x5412;

/** CLONE_NEWNS, CGROUP, UTS, IPC, USER, PID and NET. */
const newNamespaces = 0x7e02_0000;

/** Unix, IPv4, IPv6 and netlink. Others reach past the network namespace: AF_VSOCK talks to the machine below. */
const onlyFamilies: readonly Instruction[] = [
  [ifEqual, 4, 0, 1],
  [ifEqual, 3, 0, 2],
  [ifEqual, 2, 0, 10],
  [ifEqual, 1, 0, 16],
  [answer, 0, 0, fail(EAFNOSUPPORT)],
];

/** Looks at one argument of one call, then goes on with the call's number loaded again. */
function whenCalled(call: number, argument: number, then: readonly Instruction[]): Instruction[] {
  return [
    [ifEqual, 0, then.length + 2, call],
    [load, 0, 0, offset.argument(argument)],
    ...then,
    [load, 0, 0, offset.call],
  ];
}

function assemble(program: readonly Instruction[]) {
  const bytes = Buffer.alloc(program.length * 8);
  for (const [index, [code, ifTrue, ifFalse, value]] of program.entries()) {
    bytes.writeUInt16LE(code, index * 8);
    bytes[index * 8 + 2] = ifTrue;
    bytes[index * 8 + 3] = ifFalse;
    bytes.writeUInt32LE(value >>> 0, index * 8 + 4);
  }
  return bytes;
}

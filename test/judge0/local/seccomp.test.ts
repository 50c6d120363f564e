import { expect, it } from '@jest/globals';
import { seccompFilter } from '../../../judge0/local/sandbox/seccomp.ts';

const allow = 0x7fff_0000;
const kill = 0x8000_0000;
const errno = (value: number) => 0x0005_0000 | value;

const machines = [
  {
    arch: 'x64',
    audit: 0xc000_003e,
    read: 0,
    ptrace: 101,
    mount: 165,
    clone: 56,
    socket: 41,
    ioctl: 16,
    x32: 0x4000_0027,
  },
  {
    arch: 'arm64',
    audit: 0xc000_00b7,
    read: 63,
    ptrace: 117,
    mount: 40,
    clone: 220,
    socket: 198,
    ioctl: 29,
    x32: null,
  },
] as const;

it.each(machines)('filters the calls of $arch as they are numbered there [F2-06]', (machine) => {
  const answer = (call: number, ...words: number[]) =>
    interpret(seccompFilter(machine.arch)!, machine.audit, call, words);
  expect(answer(machine.read)).toBe(allow);
  expect(answer(machine.ptrace)).toBe(errno(1));
  expect(answer(machine.mount)).toBe(errno(1));
  expect(answer(425)).toBe(errno(1));
  expect(answer(435)).toBe(errno(38));
  expect(answer(machine.clone, 0x0000_0011)).toBe(allow);
  expect(answer(machine.clone, 0x1000_0011)).toBe(errno(1));
  for (const family of [1, 2, 10, 16]) expect(answer(machine.socket, family)).toBe(allow);
  for (const family of [17, 38, 40]) expect(answer(machine.socket, family)).toBe(errno(97));
  expect(answer(machine.ioctl, 0, 0x5412)).toBe(errno(1));
  expect(answer(machine.ioctl, 0, 0x5401)).toBe(allow);
  if (machine.x32 !== null) expect(answer(machine.x32)).toBe(errno(38));
  expect(interpret(seccompFilter(machine.arch)!, 0x4000_0003, machine.read, [])).toBe(kill);
});

it('has no filter for an architecture whose numbers it does not know [F2-06]', () => {
  expect(seccompFilter('riscv64')).toBeNull();
});

/** Classic BPF as the kernel runs it, of what a seccomp filter may use. */
function interpret(filter: Buffer, audit: number, call: number, words: readonly number[]): number {
  const data = Buffer.alloc(64);
  data.writeUInt32LE(call >>> 0, 0);
  data.writeUInt32LE(audit >>> 0, 4);
  for (const [index, word] of words.entries()) data.writeUInt32LE(word >>> 0, 16 + index * 8);
  let loaded = 0;
  for (let at = 0; at < filter.length; at += 8) {
    const [code, value] = [filter.readUInt16LE(at), filter.readUInt32LE(at + 4)];
    const jump = (isTrue: boolean) => filter[at + (isTrue ? 2 : 3)]! * 8;
    if (code === 0x20) loaded = data.readUInt32LE(value);
    else if (code === 0x15) at += jump(loaded === value);
    else if (code === 0x35) at += jump(loaded >= value);
    else if (code === 0x45) at += jump((loaded & value) !== 0);
    else if (code === 0x06) return value;
    else throw new Error(`unknown instruction ${code}`);
  }
  throw new Error('the filter ends without an answer');
}

import { describe, expect, it } from '@jest/globals';
import { readFrames } from '../../../judge0/boxes/read-frames.ts';
import { runResult } from '../../../judge0/boxes/run-result.ts';
import { frame } from '../../support/judge0/answer-box.ts';

const keys = ['a', 'b', 'end'].map((letter) => letter.repeat(32));
const [first = '', second = '', end = ''] = keys;
const text = (words: string) => Buffer.from(words);
const all = (...parts: readonly Uint8Array[]) => readFrames(Buffer.concat(parts), keys);
const done = text(`${end} done\n`);

describe('what a box wrote', () => {
  it('is read run by run, whatever bytes the outputs hold', () => {
    const output = Buffer.from([0, 10, 255, 10, 32]);
    const { frames, end: how } = all(frame(first, output), frame(second, text(`${first} exit 0 0`)), done);
    expect(how).toBe('done');
    expect(frames.map(({ stdout }) => stdout)).toEqual([output, text(`${first} exit 0 0`)]);
  });

  it('is forged where a key is not the one whose turn it is [F2-29]', () => {
    const honest = frame(first, text('x'));
    const forgeries = [
      [frame('0'.repeat(32), text('x'))],
      [honest, frame(first, text('again'))],
      [frame(second, text('x'))],
      [honest, text('hello\n')],
      [honest, text('hel')],
      [honest, frame(second, text('x')), frame(end, text('more'))],
      [honest, frame(second, text('x')), done, text('more\n')],
      [text(`${end} perfect\n`)],
    ];
    for (const parts of forgeries) expect(all(...parts).end).toBe('forged');
    expect(all(honest, text('hello\n')).frames).toHaveLength(1);
  });

  it('may end anywhere, when the box was ended', () => {
    const whole = Buffer.concat([frame(first, text('one')), frame(second, text('two')), done]);
    for (let length = 0; length < whole.length - 1; length += 1) {
      const { frames, end: how } = readFrames(whole.subarray(0, length), keys);
      expect(how).toBe('died');
      expect(frames.map(({ stdout }) => stdout.toString())).toEqual(['one', 'two'].slice(0, frames.length));
    }
  });
});

describe('how a run ended', () => {
  const ended = (words: string) => runResult(all(frame(first, text('x'), words)).frames[0]!);

  it('is a limit before anything else, then a signal, then a code', () => {
    expect(ended('cpu 0 9 1000 2000 4000')).toMatchObject({ status: 'cpuLimit', signal: null, exitCode: null });
    expect(ended('exit 0 9 1000 2000 4000')).toMatchObject({ status: 'runtimeError', signal: 'SIGKILL' });
    expect(ended('exit 0 6 1000 2000 4000')).toMatchObject({ status: 'runtimeError', signal: 'SIGABRT' });
    expect(ended('exit 139 0 1000 2000 4000')).toMatchObject({ status: 'runtimeError', signal: null, exitCode: 139 });
    expect(ended('exit 0 0 1500 2500 4000')).toMatchObject({
      status: 'finished',
      timeMs: 1.5,
      wallMs: 2.5,
      memoryKb: 4000,
    });
  });
});

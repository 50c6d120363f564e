import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { jobsChannel } from '#src/jobs/queue.ts';
import { wakeWorkers } from '#src/jobs/wake-workers.ts';

/** Workers `a`, `b` and `c` of the queue `q`, and `p` of one that is patient; what is announced, and who was woken by it. */
function aQueue() {
  const listeners = new Map<string, (text: string) => void>();
  const woken: string[] = [];
  const heard: string[] = [];
  const waking = wakeWorkers(
    {
      queue: { boss: { notifyWorker: (id) => void woken.push(id) } },
      notifications: { on: (topic, listener) => void listeners.set(topic, listener) },
    },
    (name) => heard.push(name),
  );
  for (const worker of ['a', 'b', 'c']) waking.add('q', worker);
  waking.add('patient', 'p', 250);
  const tell = (topic: string, text: string) => listeners.get(topic)!(text);
  const wokenBy = (happens: () => void) => {
    woken.length = 0;
    happens();
    return woken.join('');
  };
  return { waking, heard, wokenBy, announce: (name = 'q') => tell(jobsChannel, name), tell };
}

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

describe('an announced job', () => {
  it('wakes one worker of its queue', () => {
    const { wokenBy, announce, heard } = aQueue();
    expect(wokenBy(() => announce())).toBe('a');
    expect(wokenBy(() => announce('another'))).toBe('');
    expect(heard).toEqual(['q', 'another']);
  });

  it('wakes one that has nothing to do', () => {
    const { waking, wokenBy, announce } = aQueue();
    waking.begins('q', 'a', false);
    expect(wokenBy(() => announce())).toBe('b');
    waking.ends('q', 'a');
    expect(wokenBy(() => announce())).toBe('a');
  });

  it('wakes another one where the first was about to find an earlier job', () => {
    const { waking, wokenBy, announce } = aQueue();
    announce();
    announce();
    expect(wokenBy(() => waking.begins('q', 'a', false))).toBe('');
    expect(wokenBy(() => jest.advanceTimersByTime(20))).toBe('b');
    waking.begins('q', 'b', false);
    expect(wokenBy(() => jest.runAllTimers())).toBe('');
  });

  it('that is patient wakes somebody a moment later', () => {
    const { wokenBy, announce } = aQueue();
    expect(wokenBy(() => announce('patient'))).toBe('');
    expect(wokenBy(() => jest.advanceTimersByTime(249))).toBe('');
    expect(wokenBy(() => jest.advanceTimersByTime(1))).toBe('p');
  });

  it('waits for the first that ends where all are busy, and for none else', () => {
    const { waking, wokenBy, announce } = aQueue();
    for (const worker of ['a', 'b', 'c']) waking.begins('q', worker, false);
    expect(wokenBy(() => announce())).toBe('');
    expect(wokenBy(() => waking.ends('q', 'b'))).toBe('b');
    expect(wokenBy(() => waking.ends('q', 'c'))).toBe('');
  });
});

describe('a job whose time has come', () => {
  it('wakes one worker of its queue at once, and nobody where nobody works', () => {
    const { waking, wokenBy } = aQueue();
    expect(wokenBy(() => waking.due('q'))).toBe('a');
    expect(wokenBy(() => waking.due('patient'))).toBe('p');
    expect(wokenBy(() => waking.due('another'))).toBe('');
  });
});

describe('workers', () => {
  it('follow one after the other while as much is found as one can take, each when the one before has begun', () => {
    const { waking, wokenBy } = aQueue();
    const wokenAfter = (worker: string) => {
      waking.begins('q', worker, true);
      return wokenBy(() => jest.advanceTimersByTime(20));
    };
    expect(wokenAfter('a')).toBe('b');
    expect(wokenAfter('b')).toBe('c');
    expect(wokenAfter('c')).toBe('');
    expect(wokenBy(() => waking.ends('q', 'a'))).toBe('a');
  });

  it('all look when announcements may have been lost', () => {
    const { wokenBy, tell } = aQueue();
    expect(wokenBy(() => tell('listening', ''))).toBe('abcp');
  });

  it('of a queue that is held back are woken no more', () => {
    const { waking, wokenBy, announce } = aQueue();
    waking.forget('q');
    expect(wokenBy(() => announce())).toBe('');
  });
});

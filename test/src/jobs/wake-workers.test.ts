import { describe, expect, it } from '@jest/globals';
import { jobsChannel } from '#src/jobs/queue.ts';
import { wakeWorkers } from '#src/jobs/wake-workers.ts';

/** Workers `a`, `b` and `c` of the queue `q`; what is announced, and who was woken by it. */
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
  const tell = (topic: string, text: string) => listeners.get(topic)!(text);
  const wokenBy = (happens: () => void) => {
    woken.length = 0;
    happens();
    return woken.join('');
  };
  return { waking, heard, wokenBy, announce: (name = 'q') => tell(jobsChannel, name), tell };
}

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
    expect(wokenBy(() => waking.begins('q', 'a', false))).toBe('b');
    expect(wokenBy(() => waking.begins('q', 'b', false))).toBe('');
  });

  it('waits for the first that ends where all are busy, and for none else', () => {
    const { waking, wokenBy, announce } = aQueue();
    for (const worker of ['a', 'b', 'c']) waking.begins('q', worker, false);
    expect(wokenBy(() => announce())).toBe('');
    expect(wokenBy(() => waking.ends('q', 'b'))).toBe('b');
    expect(wokenBy(() => waking.ends('q', 'c'))).toBe('');
  });
});

describe('workers', () => {
  it('follow one after the other while as much is found as one can take', () => {
    const { waking, wokenBy } = aQueue();
    expect(wokenBy(() => waking.begins('q', 'a', true))).toBe('b');
    expect(wokenBy(() => waking.begins('q', 'b', true))).toBe('c');
    expect(wokenBy(() => waking.begins('q', 'c', true))).toBe('');
    expect(wokenBy(() => waking.ends('q', 'a'))).toBe('a');
  });

  it('all look when announcements may have been lost', () => {
    const { wokenBy, tell } = aQueue();
    expect(wokenBy(() => tell('listening', ''))).toBe('abc');
  });

  it('of a queue that is held back are woken no more', () => {
    const { waking, wokenBy, announce } = aQueue();
    waking.forget('q');
    expect(wokenBy(() => announce())).toBe('');
  });
});

import { closeBox, openBox, type Box } from './open-box.ts';
import type { Machine } from './machine.ts';
import { openPlace, type Place } from './place.ts';

/** Boxes that are made before somebody waits for them. */
export interface WarmBoxes {
  /** One that is ready; it has to be given back when its run has ended. */
  take(): Promise<Box>;
  giveBack(box: Box): void;
  close(): Promise<void>;
}

/** Keeps `count` boxes ready. Not more than `3 × count` are open at the same time. */
export function warmBoxes(machine: Machine, count: number): WarmBoxes {
  const places = openPlaces(machine, count * 3);
  const waiters: (() => void)[] = [];
  const ready: Promise<Box>[] = [];
  let wanted = count;
  const prepare = () => {
    while (ready.length < wanted) {
      const place = places.take();
      if (place === null) return;
      const box = openBox(machine, place);
      // Whoever waits for this one hears of it; the next try waits, lest failing keeps the machine busy.
      box.catch(() => setTimeout(free, 500, place.number).unref());
      ready.push(box);
    }
  };
  const free = (number: number) => {
    places.giveBack(number);
    prepare();
    waiters.shift()?.();
  };
  const giveBack = ({ place }: Box) => free(place);
  const take = async (): Promise<Box> => {
    prepare();
    const next = ready.shift();
    if (next === undefined) return new Promise<void>((resolve) => waiters.push(resolve)).then(take);
    const box = await next;
    setImmediate(prepare);
    if (!box.launched.hasEnded()) return box;
    await closeBox(box);
    giveBack(box);
    return take();
  };
  const close = async () => {
    wanted = 0;
    await closeAll(ready.splice(0));
    places.close();
  };
  prepare();
  return { take, giveBack, close };
}

async function closeAll(opening: readonly Promise<Box>[]) {
  const boxes = await Promise.allSettled(opening);
  await Promise.all(boxes.flatMap((box) => (box.status === 'fulfilled' ? [closeBox(box.value)] : [])));
}

/** Places in use are given out again first; a launcher that has ended is replaced. */
function openPlaces(machine: Machine, count: number) {
  const opened = new Map<number, Place>();
  const unused = Array.from({ length: count }, (_, index) => count - 1 - index);
  return {
    take() {
      const number = unused.pop();
      if (number === undefined) return null;
      const before = opened.get(number);
      if (before?.isUsable()) return before;
      before?.close();
      const place = openPlace(machine, number);
      opened.set(number, place);
      return place;
    },
    giveBack: (number: number) => void unused.push(number),
    close() {
      for (const place of opened.values()) place.close();
    },
  };
}

import { runInBox, type Ending, type Work } from '../sandbox/run-box.ts';
import type { WarmBoxes } from '../sandbox/warm-boxes.ts';

/** Does work in a box of its own and gives the box back. */
export type Execute = (work: Work, signal?: AbortSignal) => Promise<Ending>;

export const executeIn =
  (boxes: WarmBoxes): Execute =>
  async (work, signal) => {
    const box = await boxes.take();
    try {
      return await runInBox(box, work, signal);
    } finally {
      boxes.giveBack(box);
    }
  };

/** Lets so many work at once; the others wait for their turn, in the order in which they came. */
export interface Turns {
  take<T>(work: () => Promise<T>): Promise<T>;
}

export function createTurns(most: number): Turns {
  let taken = 0;
  const waiting: (() => void)[] = [];
  const begin = () =>
    new Promise<void>((go) => {
      if (taken < most) {
        taken += 1;
        go();
      } else waiting.push(go);
    });
  const end = () => {
    const next = waiting.shift();
    if (next) next();
    else taken -= 1;
  };
  return {
    async take(work) {
      await begin();
      try {
        return await work();
      } finally {
        end();
      }
    },
  };
}

/** `1-3, 10` as `[[1, 3], [10, 10]]`. */
export const lockedLines = (text: string | null): [number, number][] =>
  (text ?? '')
    .split(',')
    .filter((part) => part.trim())
    .map((part) => {
      const [from, to = from] = part.split('-').map(Number);
      return [from!, to!];
    });

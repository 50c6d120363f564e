import type { LineMap, LineRange } from '#plugins/code-analysis';

/** What became of some lines of a program: gone the same way, or these lines instead. Null where the order was turned round. */
export type Place = { readonly isSame: true } | { readonly isSame: false; readonly text: string } | null;

/**
 * Finds the place of a range in a later program. `map` says for each line of the earlier one which line of the later says the
 * same; what stands between the neighbours that are known in both is what the place has become.
 */
export function placeIn(map: LineMap, { start, end }: LineRange, earlier: string, later: string): Place {
  const [before, after] = [earlier.split('\n'), later.split('\n')];
  const said = before.slice(start - 1, end).map((line, index) => ({ line: line.trim(), to: map[start - 1 + index] }));
  const telling = said.filter(({ line }) => line !== '');
  if (telling.every(({ line, to }) => typeof to === 'number' && after[to - 1]?.trim() === line))
    return { isSame: true };
  const from = map.slice(0, start - 1).findLast((line) => line !== null) ?? 0;
  const until = map.slice(end).find((line) => line !== null) ?? after.length + 1;
  if (from >= until) return null;
  return { isSame: false, text: after.slice(from, until - 1).join('\n') };
}

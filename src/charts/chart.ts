import { z } from 'zod';
import { loadVega } from './vega.ts';

const Shape = z.object({
  kind: z.enum(['bar', 'line', 'area', 'heat']),
  /** What stands along the bottom, in this order. */
  columns: z.array(z.string()),
  /** Bars of one colour, a line, or a row of the heat map: one figure for each column, null where there is none. */
  series: z.array(z.object({ name: z.string(), values: z.array(z.number().nullable()) })),
});

/** Figures that a page shows as a picture with its table, and the API as they are. Only `chart` makes one. */
export const Chart = Shape.brand<'Chart'>();
export type Chart = z.output<typeof Chart>;

/** Makes sure that the figures can be drawn: what draws them is large, and loaded for the first chart only. */
export async function chart(figures: z.input<typeof Shape>): Promise<Chart> {
  await loadVega();
  return Chart.parse(figures);
}

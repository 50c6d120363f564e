import { describe, expect, it } from '@jest/globals';
import { chart } from '#src/charts/chart.ts';
import { chartTable } from '#src/charts/chart-table.ts';
import { drawChart } from '#src/charts/draw-chart.ts';

const figures = {
  columns: ['one', 'two <b>'],
  series: [
    { name: 'A', values: [1234.5, 3] },
    { name: 'B', values: [null, 7] },
  ],
};

describe.each(['bar', 'line', 'area', 'heat'] as const)('a chart of kind %s', (kind) => {
  it('is drawn without styles, in the colours of the tokens alone, and says what it shows', async () => {
    const svg = drawChart(await chart({ kind, ...figures }), 'A "leads"', 'en').toString();
    expect(svg).toMatch(/^<svg role="img" aria-label="A &quot;leads&quot;" viewBox="0 0 \d+ \d+">/);
    expect(svg).not.toMatch(/style|<script|NaN|two <b>/);
    const colours = [...svg.matchAll(/(?:fill|stroke)="([^"]+)"/g)].map(([, colour]) => colour!);
    expect(colours.filter((colour) => !/^(none|var\(--[a-z-]+\)|transparent)$/.test(colour))).toEqual([]);
  });
});

it("writes numbers in the reader's language, in picture and table", async () => {
  const bars = await chart({ kind: 'bar', ...figures });
  expect(drawChart(bars, '', 'de').toString()).toContain('>1.234,5<');
  expect(chartTable(bars, 'de')).toEqual({
    heads: ['A', 'B'],
    rows: [
      { name: 'one', values: ['1.234,5', '–'] },
      { name: 'two <b>', values: ['3', '7'] },
    ],
  });
});

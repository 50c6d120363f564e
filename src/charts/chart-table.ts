import type { Chart } from './chart.ts';

interface ChartTable {
  readonly heads: readonly string[];
  readonly rows: readonly { readonly name: string; readonly values: readonly string[] }[];
}

/** The figures behind a picture, as they are read: series as columns, in a heat map as rows. */
export function chartTable({ kind, columns, series }: Chart, locale: string): ChartTable {
  const format = new Intl.NumberFormat(locale);
  const shown = (value: number | null | undefined) => (value == null ? '–' : format.format(value));
  if (kind === 'heat')
    return { heads: columns, rows: series.map(({ name, values }) => ({ name, values: values.map(shown) })) };
  return {
    heads: series.map(({ name }) => name),
    rows: columns.map((name, index) => ({ name, values: series.map(({ values }) => shown(values[index])) })),
  };
}

import type { Chart } from './chart.ts';

/** One figure, as Vega-Lite reads them. */
interface Figure {
  readonly column: string;
  readonly series: string;
  readonly value: number | null;
  /** 0 to 3, for the cells of a heat map. */
  readonly level: number;
}

const size = { width: 360, height: 140 };
const rowHeight = 24;

/** Colours are the names of tokens, so that the reader's theme decides. */
const config = {
  aria: false,
  background: null,
  font: 'var(--sans)',
  view: { stroke: null },
  axis: {
    title: null,
    labelColor: 'var(--ink-soft)',
    labelFontSize: 11,
    gridColor: 'var(--line)',
    domainColor: 'var(--line-field)',
    tickColor: 'var(--line-field)',
    labelOverlap: true,
  },
  legend: { title: null, orient: 'bottom', labelColor: 'var(--ink-soft)', labelFontSize: 11 },
} as const;

const colours = ['var(--accent)', 'var(--ink-soft)', 'var(--warn)', 'var(--pass)'];
const dashes = [
  [1, 0],
  [5, 3],
  [2, 2],
  [8, 3, 2, 3],
];

/** The Vega-Lite specification of a chart. */
export function chartSpec(chart: Chart): object {
  const spec = { bar: barSpec, line: lineSpec, area: lineSpec, heat: heatSpec }[chart.kind](chart);
  return { data: { values: figuresOf(chart) }, ...size, config, ...spec };
}

function figuresOf({ columns, series }: Chart): Figure[] {
  const largest = Math.max(0, ...series.flatMap(({ values }) => values.map((value) => value ?? 0)));
  const levelOf = (value: number | null) => (value && largest ? Math.ceil((value / largest) * 3) : 0);
  return series.flatMap(({ name, values }) =>
    columns.map((column, index) => {
      const value = values[index] ?? null;
      return { column, series: name, value, level: levelOf(value) };
    }),
  );
}

const across = { field: 'column', type: 'ordinal', sort: null, axis: { labelAngle: 0, ticks: false, labelPadding: 6 } };
const bySeries = ({ series }: Chart) => ({
  field: 'series',
  type: 'nominal',
  sort: null,
  scale: { domain: series.map(({ name }) => name), range: colours },
});

function barSpec(chart: Chart) {
  const isOne = chart.series.length === 1;
  return {
    encoding: {
      x: across,
      ...(!isOne && { xOffset: { field: 'series', sort: null } }),
      y: { field: 'value', type: 'quantitative', axis: null },
    },
    layer: [
      {
        mark: { type: 'bar', cornerRadiusEnd: 2 },
        encoding: { fill: { ...bySeries(chart), legend: isOne ? null : {} } },
      },
      {
        transform: [{ filter: 'datum.value > 0' }],
        mark: { type: 'text', dy: -7, fontSize: 11, fontWeight: 560, fill: 'var(--ink)' },
        encoding: { text: { field: 'value', type: 'quantitative', format: ',~r' } },
      },
    ],
  };
}

function lineSpec(chart: Chart) {
  const dash = { ...bySeries(chart), scale: { domain: chart.series.map(({ name }) => name), range: dashes } };
  const first = `datum.series === ${JSON.stringify(chart.series[0]?.name ?? '')}`;
  const last = `datum.column === ${JSON.stringify(chart.columns.at(-1) ?? '')}`;
  const under = {
    transform: [{ filter: first }],
    mark: { type: 'area', fill: 'var(--accent-soft)' },
  };
  return {
    encoding: {
      x: { ...across, scale: { type: 'point', padding: 0.1 } },
      y: { field: 'value', type: 'quantitative', axis: { tickCount: 3, domain: false, ticks: false, labelPadding: 6 } },
    },
    layer: [
      ...(chart.kind === 'area' ? [under] : []),
      {
        mark: { type: 'line', strokeWidth: 2, strokeJoin: 'round' },
        encoding: { stroke: { ...bySeries(chart), legend: null }, strokeDash: { ...dash, legend: null } },
      },
      {
        transform: [{ filter: last }],
        mark: { type: 'text', align: 'right', dy: -8, fontSize: 11, fontWeight: 560, fill: 'var(--ink)' },
        encoding: { text: { field: 'series' } },
      },
    ],
  };
}

function heatSpec({ series }: Chart) {
  const levels = ['var(--sunken)', 'var(--accent-soft)', 'var(--heat-mid)', 'var(--accent)'];
  return {
    height: series.length * rowHeight,
    encoding: {
      x: { ...across, axis: { ...across.axis, orient: 'top', domain: false } },
      y: { field: 'series', type: 'ordinal', sort: null, axis: { ticks: false, domain: false, labelPadding: 6 } },
    },
    layer: [
      {
        mark: { type: 'rect', cornerRadius: 3, stroke: 'var(--surface)', strokeWidth: 3 },
        encoding: {
          fill: { field: 'level', type: 'ordinal', scale: { domain: [0, 1, 2, 3], range: levels }, legend: null },
        },
      },
      {
        transform: [{ filter: 'datum.value !== null' }],
        mark: { type: 'text', fontSize: 11 },
        encoding: {
          text: { field: 'value', type: 'quantitative', format: ',~r' },
          fill: { condition: { test: 'datum.level === 3', value: 'var(--on-accent)' }, value: 'var(--ink)' },
        },
      },
    ],
  };
}

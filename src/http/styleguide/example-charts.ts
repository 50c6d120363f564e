import { chart } from '#src/charts/chart.ts';

/** A chart of each kind. */
export async function exampleCharts() {
  const people = [0, 0, 1, 1, 2, 3, 2, 1, 0, 0, 17];
  return {
    bars: await chart({
      kind: 'bar',
      columns: people.map((_count, points) => String(points)),
      series: [{ name: 'Python', values: people }],
    }),
    progress: await chart({
      kind: 'area',
      columns: ['13', '15', '17', '19', '21', '23', '25', '27'],
      series: [
        { name: 'Python', values: [0, 0, 1, 4, 8, 12, 15, 17] },
        { name: 'Java', values: [0, 2, 7, 12, 19, 23, 26, 27] },
      ],
    }),
    heat: await chart({
      kind: 'heat',
      columns: ['1', '2', '3', '4', '5', '6', '7', '8'],
      series: [
        { name: 'A', values: [26, 22, 25, 20, 24, 17, 23, 19] },
        { name: 'B', values: [12, 3, 8, 0, 6, null, 9, 2] },
        { name: 'C', values: [5, 27, 1, 14, 9, 11, 2, 8] },
      ],
    }),
  };
}

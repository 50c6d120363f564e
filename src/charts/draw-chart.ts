import { LRUCache } from 'lru-cache';
import { ProgrammingError } from '#src/errors.ts';
import type { Locale } from '#src/messages/locale.ts';
import { attributes } from '#src/parts/attributes.ts';
import { SafeHtml } from '#src/safe-html.ts';
import type { Chart } from './chart.ts';
import { chartSpec } from './chart-spec.ts';
import { loadedVega, type Vega, type View } from './vega.ts';

/** Pictures that were drawn lately, in characters: to draw one takes longer than all the rest of a page. */
const drawn = new LRUCache<string, string>({ maxSize: 8_000_000, sizeCalculation: (svg) => svg.length });

/** The picture of a chart, without any style attribute; `label` is what it says to whoever does not see it. */
export function drawChart(figures: Chart, label: string, locale: Locale): SafeHtml {
  const key = JSON.stringify([figures, label, locale]);
  const svg = drawn.get(key) ?? draw(figures, label, locale);
  drawn.set(key, svg);
  return new SafeHtml(svg);
}

function draw(figures: Chart, label: string, locale: Locale) {
  const loaded = loadedVega();
  if (!loaded) throw new ProgrammingError('A chart was drawn that `await chart({ … })` did not make.');
  const { vega, compile } = loaded;
  const { spec } = compile(chartSpec(figures), { logger: vega.logger(vega.None) });
  const view = new vega.View(vega.parse(spec), { renderer: 'none', locale: numbersOf(locale) }).run();
  const svg = svgOf(vega, view, label);
  view.finalize();
  return svg;
}

/** `toSVG` does the same, and gives a promise, which no template can wait for. */
function svgOf({ SVGStringRenderer }: Vega, view: View, label: string) {
  const { root } = view.scenegraph();
  const { x1, y1, x2, y2 } = root.bounds;
  const [width, height] = [Math.ceil(x2 - x1), Math.ceil(y2 - y1)];
  const whole = new SVGStringRenderer().initialize(null, width, height, [-x1, -y1]).render(root).svg();
  const inside = whole.slice(whole.indexOf('>') + 1, whole.lastIndexOf('</svg>'));
  const around = attributes({ role: 'img', 'aria-label': label, viewBox: `0 0 ${width} ${height}` });
  return `<svg${around.toString()}>${inside.replaceAll(/ (?:aria-[a-z]+|role)="[^"]*"/g, '')}</svg>`;
}

/** Vega wants the marks of numbers one by one; `Intl` tells them for every language. */
function numbersOf(locale: Locale) {
  const parts = new Intl.NumberFormat(locale).formatToParts(1234567.5);
  const markOf = (type: 'decimal' | 'group') => parts.find((part) => part.type === type)!.value;
  return { number: { decimal: markOf('decimal'), thousands: markOf('group'), grouping: [3], currency: ['', ''] } };
}

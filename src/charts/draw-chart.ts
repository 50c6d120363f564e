import { ProgrammingError } from '#src/errors.ts';
import type { Locale } from '#src/messages/locale.ts';
import { attributes } from '#src/parts/attributes.ts';
import { SafeHtml } from '#src/safe-html.ts';
import type { Chart } from './chart.ts';
import { chartSpec } from './chart-spec.ts';
import { loadedVega, type Vega, type View } from './vega.ts';

/** The picture of a chart, without any style attribute; `label` is what it says to whoever does not see it. */
export function drawChart(figures: Chart, label: string, locale: Locale): SafeHtml {
  const loaded = loadedVega();
  if (!loaded) throw new ProgrammingError('A chart was drawn that `await chart({ … })` did not make.');
  const { vega, compile } = loaded;
  const { spec } = compile(chartSpec(figures), { logger: vega.logger(vega.None) });
  const view = new vega.View(vega.parse(spec), { renderer: 'none', locale: numbersOf(locale) }).run();
  const svg = svgOf(vega, view, label);
  view.finalize();
  return new SafeHtml(svg);
}

/** `toSVG` does the same, and gives a promise, which no template can wait for. */
function svgOf({ SVGStringRenderer }: Vega, view: View, label: string) {
  const { root } = view.scenegraph();
  const { x1, y1, x2, y2 } = root.bounds;
  const [width, height] = [Math.ceil(x2 - x1), Math.ceil(y2 - y1)];
  const drawn = new SVGStringRenderer().initialize(null, width, height, [-x1, -y1]).render(root).svg();
  const inside = drawn.slice(drawn.indexOf('>') + 1, drawn.lastIndexOf('</svg>'));
  const around = attributes({ role: 'img', 'aria-label': label, viewBox: `0 0 ${width} ${height}` });
  return `<svg${around.toString()}>${inside.replaceAll(/ (?:aria-[a-z]+|role)="[^"]*"/g, '')}</svg>`;
}

const english = { decimal: '.', thousands: ',' };
const marks: Record<Locale, typeof english> = {
  en: english,
  'en-XA': english,
  de: { decimal: ',', thousands: '.' },
};

const numbersOf = (locale: Locale) => ({ number: { ...marks[locale], grouping: [3], currency: ['', ''] } });

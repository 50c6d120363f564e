/** What of Vega is used here. Its own types bring those of a browser along, which contradict Node's. */
export interface Vega {
  readonly None: number;
  parse(spec: object): object;
  logger(level: number): object;
  readonly View: new (runtime: object, options: object) => View;
  readonly SVGStringRenderer: new () => SvgRenderer;
}

export interface View {
  run(): View;
  scenegraph(): { readonly root: { readonly bounds: Bounds } };
  finalize(): void;
}

interface Bounds {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

interface SvgRenderer {
  initialize(element: null, width: number, height: number, origin: readonly [number, number]): SvgRenderer;
  render(scene: object): SvgRenderer;
  svg(): string;
}

interface Loaded {
  readonly vega: Vega;
  readonly compile: (spec: object, options: { readonly logger: object }) => { readonly spec: object };
}

let loading: Promise<Loaded> | null = null;
let loaded: Loaded | null = null;

/** Loads what draws charts, half a second's work, once in a process. */
export const loadVega = () => (loading ??= load());

async function load() {
  const vega = (await importUntyped('vega')) as Vega;
  const { compile } = (await importUntyped('vega-lite')) as Loaded;
  return (loaded = { vega, compile });
}

const importUntyped = (name: string): Promise<unknown> => import(name);

/** What draws charts, or null as long as nobody has loaded it. */
export const loadedVega = () => loaded;

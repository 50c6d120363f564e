/* What of Vega is used here (tsconfig.json names this file). Its own types bring a browser's along, which contradict Node's. */

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

export declare const None: number;
export declare const parse: (spec: object) => object;
export declare const logger: (level: number) => object;
export declare const View: new (runtime: object, options: object) => View;
export declare const SVGStringRenderer: new () => SvgRenderer;

import type * as VegaModule from 'vega';
import type * as VegaLite from 'vega-lite';

export type Vega = typeof VegaModule;
export type { View } from 'vega';

interface Loaded {
  readonly vega: Vega;
  readonly compile: typeof VegaLite.compile;
}

let loading: Promise<Loaded> | null = null;
let loaded: Loaded | null = null;

/** Loads what draws charts, half a second's work, once in a process. */
export const loadVega = () => (loading ??= load());

async function load() {
  const vega = await import('vega');
  const { compile } = await import('vega-lite');
  return (loaded = { vega, compile });
}

/** What draws charts, or null as long as nobody has loaded it. */
export const loadedVega = () => loaded;

import { stripTypeScriptTypes } from 'node:module';

/** Tests run exactly what production runs: Node's own type stripping, no second compiler. */
export default {
  process: (source, file) => ({ code: stripTypeScriptTypes(source, { mode: 'strip', sourceUrl: file }) }),
};

import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { languageOf } from '#plugins/code-analysis';
import { root } from '../../support/app.ts';

const endings: Readonly<Record<string, string>> = { js: 'javascript', py: 'python', ts: 'typescript', rs: 'rust' };

/** Programs of the sample problems that are right, in every language that is analysed. */
export const rightSolutions = () =>
  globSync('plugins/problems/demo/*/solutions/right.*', { cwd: root })
    .map((file) => {
      const ending = path.extname(file).slice(1);
      return { file, language: endings[ending] ?? ending, source: readFileSync(path.join(root, file), 'utf8') };
    })
    .filter(({ language }) => languageOf(language) !== null);

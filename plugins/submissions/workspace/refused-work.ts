import { z } from 'zod';
import type { SourceFile } from '#plugins/problems';
import { page, type Reply } from '#src/http/reply.ts';
import type { FormState } from '#src/http/route.ts';
import type { Visit } from '#src/http/visit.ts';
import { view } from '#src/views.ts';

/** Why what was typed was not taken, in the reader's language. */
export const Refusal = z.object({ message: z.string(), problems: z.array(z.string()) });

export interface RefusedWork extends z.output<typeof Refusal> {
  readonly language: string;
  readonly files: readonly SourceFile[];
}

/** Stands in the place of results. */
const refusedView = view('submissions/refused', Refusal);

/** Work was refused: among the results of the page that sent it, which keeps the code, it says why; without script, `draw` does. */
export async function refusedPage(
  form: FormState,
  { representation }: Visit,
  draw: (refused: RefusedWork) => Promise<Reply>,
): Promise<Reply> {
  const refused = readRefused(form);
  return representation === 'fragment' ? page(refusedView, refused) : draw(refused);
}

function readRefused({ values, problems, message }: FormState): RefusedWork {
  const text = (name: string) => {
    const value = values[name];
    return typeof value === 'string' ? value.replaceAll('\r\n', '\n') : '';
  };
  const files: SourceFile[] = [];
  while (values[`files.${files.length}.path`] !== undefined)
    files.push({ path: text(`files.${files.length}.path`), content: text(`files.${files.length}.content`) });
  return { files, language: text('language'), message: message ?? '', problems: Object.values(problems) };
}

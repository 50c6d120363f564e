import { parseTexts } from './parse-texts.ts';
import type { SourceFile } from './source-files.ts';
import type { TemplateKey } from './template-keys.ts';

export interface Vocabulary {
  /** What code and templates write, keys among them. */
  readonly words: ReadonlySet<string>;
  readonly owners: ReadonlySet<string>;
}

/**
 * What keys may be put together from: `rooms.kind.${kind}` in code, `key 'rooms.kind' kind` in a template. A piece without
 * letters would fit every key and says nothing.
 */
export function builtShapes(code: readonly SourceFile[], inTemplates: readonly TemplateKey[]): readonly RegExp[] {
  const written = code.flatMap((file) => parseTexts(file).map(({ pieces }) => pieces));
  const begun = inTemplates
    .filter(({ isWhole }) => !isWhole)
    .map(({ key }) => [key.endsWith('.') ? key : `${key}.`, '']);
  const shapes = [...written, ...begun].filter((pieces) => pieces.length > 1 && pieces.some(isPartOfKey)).map(shapeOf);
  return [...new Set(shapes)].map((shape) => new RegExp(shape));
}

/** Whether a shape fits whose open places are filled by words that somebody writes, by an owner, or by another used key. */
export const isBuilt = (key: string, shapes: readonly RegExp[], vocabulary: Vocabulary): boolean =>
  shapes.some((shape) => {
    const filled = shape.exec(key)?.slice(1);
    return filled?.every(
      (word) => vocabulary.words.has(word) || vocabulary.owners.has(word) || isBuilt(word, shapes, vocabulary),
    );
  });

const isPartOfKey = (piece: string) => /^[a-z][\w.-]*\.$|^\.\w[\w.]*$/.test(piece);

const shapeOf = (pieces: readonly string[]) => `^${pieces.map((piece) => RegExp.escape(piece)).join('(.+)')}$`;

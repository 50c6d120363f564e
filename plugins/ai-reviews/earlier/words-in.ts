import type { SourceFile } from '#plugins/problems';

/** Names, numbers and words of a text, in its order. */
export const wordsIn = (text: string): readonly string[] => text.match(/[\p{L}\p{N}_$]+/gu) ?? [];

export const textOf = (files: readonly SourceFile[]): string => files.map(({ content }) => content).join('\n');

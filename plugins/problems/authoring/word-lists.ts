/** `a, b` as a list, each once; in fields where people write several words. */
export const commaList = (text: string | null) => [
  ...new Set((text ?? '').split(',').flatMap((word) => word.trim() || [])),
];

/** The same with a line for each. */
export const lineList = (text: string | null) => (text ?? '').split('\n').flatMap((line) => line.trim() || []);

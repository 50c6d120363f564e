import { escaped, SafeHtml } from '#src/safe-html.ts';

export type AttributeValue = string | number | boolean | null | undefined;

/** Attributes of an element, with a space before each. True stands alone; false, null and undefined are left out. */
export const attributes = (values: Readonly<Record<string, AttributeValue>>): SafeHtml =>
  new SafeHtml(Object.entries(values).map(written).join(''));

function written([name, value]: readonly [string, AttributeValue]) {
  if (value === false || value === null || value === undefined) return '';
  return value === true ? ` ${name}` : ` ${name}="${escaped(String(value))}"`;
}

const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#x27;': "'",
  '&#x60;': '`',
  '&#x3D;': '=',
};

/** The text of a page's first heading, by which it is called where no title is given; null for a page without one. */
export function headingOf(html: string): string | null {
  const inside = /<h1\b[^>]*>(?<inside>[^]*?)<\/h1>/.exec(html)?.groups?.inside;
  const text = inside?.replaceAll(/<[^>]*>/g, '').replaceAll(/&[#\w]+;/g, (entity) => entities[entity] ?? entity);
  return text?.replaceAll(/\s+/g, ' ').trim() || null;
}

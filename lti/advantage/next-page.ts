/**
 * The address of `rel="next"` in a `Link` header (RFC 8288), as it stands there; null where it is the last page. Moodle writes
 * curly quotes around the relation and `&amp;` in the address, in UTF-8.
 */
export function nextPage(header: string | null): string | null {
  if (header === null) return null;
  // Headers come as one letter for each byte.
  const text = Buffer.from(header, 'latin1').toString('utf8');
  for (const [, address = '', parameters = ''] of text.matchAll(/<([^>]*)>([^<]*)/g)) {
    const relations = /;\s*rel\s*=\s*["“”']?([^"“”';,]*)/i.exec(parameters)?.[1] ?? '';
    if (relations.toLowerCase().split(/\s+/).includes('next')) return address.trim().replaceAll('&amp;', '&');
  }
  return null;
}

/** The path to go on to, if it is one of ours; `/` for anything that leads elsewhere. */
export function ownPath(wanted: string | undefined, home: string): string {
  if (!wanted?.startsWith('/')) return '/';
  const ours = new URL(home);
  const url = URL.parse(wanted, ours.href);
  // A browser reads \\ and // as the beginning of another host; the parser does the same, so the origin tells.
  if (!url || url.origin !== ours.origin) return '/';
  return `${url.pathname}${url.search}`;
}

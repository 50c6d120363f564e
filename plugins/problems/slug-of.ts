/** `Größe & Sum` as `grosse-sum`: letters and digits without their accents; `fallback` where nothing of them is left. */
export const slugOf = (text: string, fallback: string): string =>
  text
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z\d]+/g, '-')
    .slice(0, 60)
    .replaceAll(/^-|-$/g, '') || fallback;

/** `two-sum`, and where that is taken `two-sum-2` and so on. */
export function freeAmong(wanted: string, taken: readonly string[]): string {
  for (let place = 1; ; place += 1) {
    const slug = place === 1 ? wanted : `${wanted}-${place}`;
    if (!taken.includes(slug)) return slug;
  }
}

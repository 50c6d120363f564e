/**
 * Adds parameters to the query that a platform's address has, which stays letter for letter (AGS 3.2.4, NRPS 2.4; MOO-11). What is
 * undefined or blank is left out, and so is what the platform wrote there itself.
 */
export function withParameters(url: string, parameters: Readonly<Record<string, string | number | undefined>>): string {
  const address = new URL(url);
  const added = Object.entries(parameters).filter(
    ([name, value]) => value !== undefined && value !== '' && !address.searchParams.has(name),
  );
  const query = new URLSearchParams(added.map(([name, value]): [string, string] => [name, String(value)])).toString();
  if (query) address.search = [address.search.slice(1), query].filter(Boolean).join('&');
  return address.href;
}

/** An address below a line item: `/scores` and `/results` go before the query that it may have (AGS 3.3.1). */
export function below(url: string, part: 'scores' | 'results'): string {
  const address = new URL(url);
  address.pathname = `${address.pathname.replace(/\/$/, '')}/${part}`;
  return address.href;
}

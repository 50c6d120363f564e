/** Rows of pages that are read one after the other, each when it is wanted: only one of them is held at a time. */
export async function* inPages<Row extends { readonly key: string }>(
  read: (after: string | null) => Promise<readonly Row[]>,
): AsyncGenerator<Row> {
  let after: string | null = null;
  for (;;) {
    const rows: readonly Row[] = await read(after);
    yield* rows;
    const last = rows.at(-1);
    if (!last) return;
    after = last.key;
  }
}

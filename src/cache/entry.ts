/** What stands under a key, and the definition for which it does. */
export interface Entry<Value = unknown> {
  readonly definition: object;
  readonly value: Value;
}

/** Another definition of the same name finds nothing, instead of a value of another shape. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the definition that asks is the one that gave the value its type
export function valueFor<Value>(definition: object, entry: Entry | undefined): Value | undefined {
  const isOurs = (found: Entry | undefined): found is Entry<Value> => found?.definition === definition;
  return isOurs(entry) ? entry.value : undefined;
}

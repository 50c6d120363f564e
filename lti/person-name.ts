interface Named {
  readonly name?: string | null | undefined;
  readonly given_name?: string | null | undefined;
  readonly family_name?: string | null | undefined;
}

/** `name`, else its parts; null where the platform keeps them to itself, so that a name that it told before stays. */
export function personName({ name, given_name: given, family_name: family }: Named): string | null {
  const parts = [given, family].filter((part) => part?.trim()).join(' ');
  const found = [name, parts].find((text) => text?.trim());
  return found?.trim().slice(0, 200) ?? null;
}

/** For whoever has no name: the last letters of an id that only the platform can resolve. */
export const namelessPerson = (sub: string) => `User ${sub.slice(-6)}`;

interface File {
  readonly path?: string;
  readonly content: string;
}

/** Fields of a test as its form has them, by their names below `test.`. */
export type TestFields = Readonly<Record<string, string>>;

/** A problem as a book or another site has it, to be typed into the form. */
export interface Stranger {
  readonly title: string;
  readonly statement: string;
  /** Id of a language, and what else of its form is filled in, by the names below `languages.0.`. */
  readonly languages: readonly (readonly [string, Readonly<Record<string, string>>])[];
  /** Files beyond the first one that a student begins with. */
  readonly moreStarters?: number;
  readonly harness?: Readonly<Record<string, string>>;
  /** The first is a sample. */
  readonly tests: readonly TestFields[];
  /** The first is what the student hands in. */
  readonly solutions: readonly {
    readonly name: string;
    readonly role: 'reference' | 'wrong';
    readonly language: string;
    readonly files: readonly File[];
  }[];
}

/** A solution of one file. */
export const solution = (role: 'reference' | 'wrong', language: string, content: string) => ({
  name: `${language}, ${role}`,
  role,
  language,
  files: [{ content }],
});

export const lines = (...all: readonly string[]) => `${all.join('\n')}\n`;

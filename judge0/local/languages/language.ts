/** A language as Judge0 lists one. */
export interface Language {
  readonly id: number;
  readonly name: string;
  readonly isArchived: boolean;
  /** What the source is saved as; null for a multi-file program, which brings its files. */
  readonly sourceFile: string | null;
  /** With %s where compiler options go; null for a language that is not compiled. */
  readonly compileCommand: string | null;
  readonly runCommand: string | null;
}

export const multiFile = 89;

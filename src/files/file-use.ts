/** One purpose for which files are taken in: how large they may be and of which media types. */
export interface FileUse {
  /** `plugin.noun`, unique in the application. */
  readonly name: string;
  readonly maxBytes: number;
  readonly types: readonly string[];
}

/**
 * Declares a use. A type that begins with `text/`, and `application/json`, stands for any UTF-8 text; every other is
 * recognized by its bytes.
 */
export const defineFileUse = (use: FileUse): FileUse => use;

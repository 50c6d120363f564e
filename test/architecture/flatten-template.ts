import Handlebars from 'handlebars';

/** What a template writes by itself, in order: its own markup and text, and a placeholder where it draws a value. */
export interface FlatTemplate {
  readonly text: string;
  /** Texts that it hands to a helper or a partial by a name under which people read them: `label='Name'`. */
  readonly handed: readonly { readonly text: string; readonly line: number }[];
  lineAt(offset: number): number;
}

/** Stands where a value is drawn; no letter. */
export const drawnValue = '\uFFFC';

const readNames = /^(label|hint|title|lead|text|heading|placeholder|alt|description|message|caption|legend|summary)$/i;

/** Both branches of a block are taken, one after the other. */
export function flattenTemplate(source: string): FlatTemplate {
  const flat = new Flattening();
  flat.accept(Handlebars.parse(source));
  return {
    text: flat.text,
    handed: flat.handed,
    lineAt: (offset) => {
      const start = flat.starts.findLast(({ at }) => at <= offset);
      return (start?.line ?? 1) + (flat.text.slice(start?.at ?? 0, offset).match(/\n/g) ?? []).length;
    },
  };
}

class Flattening extends Handlebars.Visitor {
  text = '';
  readonly starts: { readonly at: number; readonly line: number }[] = [];
  readonly handed: { readonly text: string; readonly line: number }[] = [];

  override ContentStatement({ original, loc }: hbs.AST.ContentStatement & { readonly original: string }) {
    this.starts.push({ at: this.text.length, line: loc.start.line });
    this.text += original;
  }

  override MustacheStatement(mustache: hbs.AST.MustacheStatement) {
    this.starts.push({ at: this.text.length, line: mustache.loc.start.line });
    this.text += textOf(mustache.path) ?? drawnValue;
    this.#hand(mustache);
    super.MustacheStatement(mustache);
  }

  override SubExpression(expression: hbs.AST.SubExpression) {
    this.#hand(expression);
    super.SubExpression(expression);
  }

  override PartialStatement(partial: hbs.AST.PartialStatement) {
    this.text += drawnValue;
    this.#hand(partial);
    super.PartialStatement(partial);
  }

  override PartialBlockStatement(partial: hbs.AST.PartialBlockStatement) {
    this.#hand(partial);
    super.PartialBlockStatement(partial);
  }

  /** The types say that there always is a hash; the parser says so only where one is written. */
  #hand({ hash, loc }: { readonly hash: hbs.AST.Hash | undefined; readonly loc: hbs.AST.SourceLocation }) {
    for (const { key, value } of hash?.pairs ?? []) {
      const text = textOf(value);
      if (text !== null && readNames.test(key)) this.handed.push({ text, line: loc.start.line });
    }
  }
}

const textOf = (expression: hbs.AST.Expression) =>
  expression.type === 'StringLiteral' && 'value' in expression ? String(expression.value) : null;

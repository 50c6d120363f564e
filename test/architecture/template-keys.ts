import Handlebars from 'handlebars';
import type { SourceFile } from './source-files.ts';

/** A key in a template: whole in `t 'owner.a.b'`, the beginning of one in `key 'owner.a' kind`, `choices kinds 'owner.a'`. */
export interface TemplateKey {
  readonly key: string;
  readonly line: number;
  readonly isWhole: boolean;
}

/** The keys that a template names, in the order of reading. */
export function templateKeys({ path, text }: SourceFile): readonly TemplateKey[] {
  if (!/^((?:(?:lti|judge0)\/)?views|plugins\/[^/]+\/views)\/.+\.hbs$/.test(path)) return [];
  const calls = new TextCalls();
  calls.accept(Handlebars.parse(text));
  return calls.keys;
}

/** Where each helper takes its key. */
const places: Readonly<Record<string, number>> = { t: 0, key: 0, concat: 0, choices: 1 };

class TextCalls extends Handlebars.Visitor {
  readonly keys: TemplateKey[] = [];

  override MustacheStatement(mustache: hbs.AST.MustacheStatement) {
    this.#call(mustache);
    super.MustacheStatement(mustache);
  }

  override SubExpression(expression: hbs.AST.SubExpression) {
    this.#call(expression);
    super.SubExpression(expression);
  }

  #call({ path, params, loc }: hbs.AST.MustacheStatement | hbs.AST.SubExpression) {
    const helper = 'original' in path ? path.original : '';
    const key = params[places[helper] ?? -1];
    if (key?.type === 'StringLiteral' && 'value' in key)
      this.keys.push({ key: String(key.value), line: loc.start.line, isWhole: helper === 't' });
  }
}

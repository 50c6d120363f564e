import Handlebars from 'handlebars';

export interface Template {
  readonly name: string;
  readonly file: string;
  readonly program: hbs.AST.Program;
}

interface Known {
  readonly partials: ReadonlySet<string>;
  readonly helpers: Readonly<Record<string, unknown>>;
  hasMessage(key: string): boolean;
  hasIcon(name: string): boolean;
}

/** What would fail only when the template is drawn, or draw what it should not: one sentence each, with file and line. */
export function checkTemplate(template: Template, known: Known): readonly string[] {
  const check = new TemplateCheck(known);
  check.accept(template.program);
  return check.problems.map(({ line, words }) => `${template.file}:${line}: ${words}`);
}

type Call = hbs.AST.MustacheStatement | hbs.AST.BlockStatement | hbs.AST.SubExpression;
type Partial = hbs.AST.PartialStatement | hbs.AST.PartialBlockStatement;

class TemplateCheck extends Handlebars.Visitor {
  readonly problems: { line: number; words: string }[] = [];
  readonly #known: Known;

  constructor(known: Known) {
    super();
    this.#known = known;
  }

  override MustacheStatement(mustache: hbs.AST.MustacheStatement) {
    if (!mustache.escaped)
      this.#report(mustache, 'draws without escaping ({{{ or {{&). Give a SafeHtml to {{ }} instead.');
    if (mustache.params.length > 0 || mustache.hash) this.#call(mustache);
    else this.#value(mustache);
    super.MustacheStatement(mustache);
  }

  override BlockStatement(block: hbs.AST.BlockStatement) {
    if (block.params.length > 0 || block.hash) this.#call(block);
    super.BlockStatement(block);
  }

  override SubExpression(expression: hbs.AST.SubExpression) {
    this.#call(expression);
    super.SubExpression(expression);
  }

  override PartialStatement(partial: hbs.AST.PartialStatement) {
    this.#partial(partial);
    super.PartialStatement(partial);
  }

  override PartialBlockStatement(partial: hbs.AST.PartialBlockStatement) {
    this.#partial(partial);
    super.PartialBlockStatement(partial);
  }

  #call({ path, params, loc }: Call) {
    const name = 'original' in path ? path.original : '';
    if (!Object.hasOwn(this.#known.helpers, name)) this.#report({ loc }, `there is no helper ${name}.`);
    const [first] = params;
    if (first?.type !== 'StringLiteral' || !('value' in first)) return;
    const text = String(first.value);
    if (name === 't' && !this.#known.hasMessage(text)) this.#report({ loc }, `no message has the key ${text}.`);
    if (name === 'icon' && !this.#known.hasIcon(text)) this.#report({ loc }, `no icon is called ${text}.`);
  }

  /** Handlebars prefers a helper to a property of the same name, and would call it with nothing. */
  #value({ path, loc }: hbs.AST.MustacheStatement) {
    const name = 'original' in path ? path.original : '';
    const called: unknown = Object.hasOwn(this.#known.helpers, name) ? this.#known.helpers[name] : null;
    if (typeof called === 'function' && called.length > 1)
      this.#report({ loc }, `{{${name}}} calls the helper of that name. Write {{this.${name}}}.`);
  }

  #partial({ name, loc }: Partial) {
    const wanted = 'original' in name ? name.original : null;
    if (wanted === null || wanted === '@partial-block' || this.#known.partials.has(wanted)) return;
    this.#report({ loc }, `there is no partial ${wanted}.`);
  }

  #report({ loc }: { loc: hbs.AST.SourceLocation }, words: string) {
    this.problems.push({ line: loc.start.line, words });
  }
}

/** Markup that is safe to send. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Piece = Html | string | number | null | undefined | false | readonly Piece[];

/** Tagged template: what is filled in is escaped unless it is markup already; null, undefined and false draw nothing. */
export const html = (strings: TemplateStringsArray, ...pieces: readonly Piece[]): Html =>
  new Html(strings.map((text, index) => (index === 0 ? '' : drawn(pieces[index - 1])) + text).join(''));

function drawn(piece: Piece): string {
  if (piece === null || piece === undefined || piece === false) return '';
  if (piece instanceof Html) return piece.text;
  if (typeof piece === 'object') return piece.map(drawn).join('');
  return String(piece).replaceAll(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`);
}

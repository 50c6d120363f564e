import Handlebars from 'handlebars';

/** Markup that is drawn as it is. Only what cleans or escapes markup may make one; every other value is escaped. */
export class SafeHtml extends Handlebars.SafeString {
  readonly isSafeHtml = true;
}

/** A text so that it is nothing but text inside markup. */
export const escaped = (text: string) => Handlebars.escapeExpression(text);

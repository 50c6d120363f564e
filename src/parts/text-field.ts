import type { FormFields } from '#src/http/form-fields.ts';
import { escaped, SafeHtml } from '#src/safe-html.ts';
import { attributes } from './attributes.ts';
import { controlAttributes, formField } from './form-field.ts';
import { localInstant } from './local-instant.ts';
import { textOf, type DrawPart, type Frame, type Options } from './part.ts';

/** One line, of any type that `input` knows; what a password field held is never drawn. */
export function textField(draw: DrawPart, form: FormFields, name: string, options: Options, frame: Frame): SafeHtml {
  const shown = formField(form, name, options);
  const type = textOf(options, 'type') ?? 'text';
  const value = type === 'password' ? null : valueFor(type, shown.values[0], frame);
  const control = `<input${controlAttributes(shown, { ...options, type }).toString()}${attributes({ value }).toString()}>`;
  return labelled(draw, shown, control, options, frame);
}

/** Several lines. */
export function textArea(draw: DrawPart, form: FormFields, name: string, options: Options, frame: Frame): SafeHtml {
  const shown = formField(form, name, options);
  // The line end behind the tag is not part of the text; without it, HTML would swallow one that is.
  const control = `<textarea${controlAttributes(shown, options).toString()}>\n${escaped(shown.values[0] ?? '')}</textarea>`;
  return labelled(draw, shown, control, options, frame);
}

/** A file, which no browser fills in again. */
export function fileField(draw: DrawPart, form: FormFields, name: string, options: Options, frame: Frame): SafeHtml {
  const shown = formField(form, name, options);
  const control = `<input${controlAttributes(shown, { ...options, type: 'file' }).toString()}>`;
  return labelled(draw, shown, control, options, frame);
}

function labelled(
  draw: DrawPart,
  shown: ReturnType<typeof formField>,
  control: string,
  options: Options,
  frame: Frame,
) {
  const isFixed = options.readonly === true || options.disabled === true || options.type === 'search';
  const isOptional = !shown.isRequired && !isFixed;
  return draw('kernel/parts/field', { ...shown, isOptional, control: new SafeHtml(control) }, frame);
}

const valueFor = (type: string, value: string | undefined, { timeZone }: Frame) =>
  type === 'datetime-local' && value ? localInstant(value, timeZone) : value;

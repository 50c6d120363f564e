import type { FormFields } from '#src/http/form-fields.ts';
import { escaped, SafeHtml } from '#src/safe-html.ts';
import { attributes } from './attributes.ts';
import { controlAttributes, formField, type FormField } from './form-field.ts';
import { textOf, type DrawPart, type Frame, type Options } from './part.ts';

interface Choice {
  readonly value: string;
  readonly label: string;
  /** A second, softer line; radios and checkboxes only. */
  readonly hint?: string | null;
}

/** One of several, folded; `empty` is the name of choosing none. */
export function selectField(draw: DrawPart, form: FormFields, name: string, options: Options, frame: Frame): SafeHtml {
  const shown = formField(form, name, options);
  const none = textOf(options, 'empty');
  const offered = [...(none ? [{ value: '', label: none }] : []), ...choicesOf(options)].map(({ value, label }) => {
    const selected = shown.values.includes(value);
    return `<option${attributes({ value, selected }).toString()}>${escaped(label)}</option>`;
  });
  const control = `<select${controlAttributes(shown, options).toString()}>${offered.join('')}</select>`;
  return draw('kernel/parts/field', { ...shown, isOptional: false, control: new SafeHtml(control) }, frame);
}

/** Yes or no. */
export function checkbox(draw: DrawPart, form: FormFields, name: string, options: Options, frame: Frame): SafeHtml {
  const shown = formField(form, name, options);
  const ticked = { type: 'checkbox', value: 'true', checked: shown.values.some(isTick) };
  return draw('kernel/parts/tick', { ...shown, attributes: given(shown, ticked, options) }, frame);
}

const isTick = (value: string) => ['true', 'on', '1'].includes(value);

const given = (shown: FormField, own: Options, options: Options) =>
  new SafeHtml(
    controlAttributes(shown, { disabled: options.disabled, ...own }).toString() +
      attributes({ value: String(own.value), checked: own.checked === true }).toString(),
  );

/** One of several, all in sight. */
export const radios = (draw: DrawPart, form: FormFields, name: string, options: Options, frame: Frame) =>
  group(draw, 'radio', formField(form, name, options), options, frame);

/** Any of several. */
export const checkboxes = (draw: DrawPart, form: FormFields, name: string, options: Options, frame: Frame) =>
  group(draw, 'checkbox', formField(form, name, options), options, frame);

function group(draw: DrawPart, type: 'radio' | 'checkbox', shown: FormField, options: Options, frame: Frame) {
  const choices = choicesOf(options).map(({ value, label, hint = null }, index) => {
    const id = `${shown.id}-${index}`;
    const checked = shown.values.includes(value);
    // Of checkboxes `required` would want every single one.
    const required = type === 'radio' && shown.isRequired;
    const described = hint ? `${id}-hint` : null;
    const own = { id, name: shown.name, type, value, checked, required, 'aria-describedby': described };
    return { id, label, hint, attributes: attributes({ ...own, disabled: options.disabled === true }) };
  });
  const { 'aria-describedby': words, 'aria-invalid': invalid } = shown.described;
  // A group of checkboxes has no state of its own to be invalid in; its words say what is wrong.
  const onGroup = { id: shown.id, 'aria-describedby': words, ...(type === 'radio' && radioGroup(invalid)) };
  return draw('kernel/parts/choices', { ...shown, choices, attributes: attributes(onGroup) }, frame);
}

const radioGroup = (invalid: unknown) => ({ role: 'radiogroup', 'aria-invalid': invalid ? 'true' : null });

const choicesOf = ({ options }: Options) => (Array.isArray(options) ? (options as readonly Choice[]) : []);

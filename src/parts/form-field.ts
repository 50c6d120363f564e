import { ProgrammingError } from '#src/errors.ts';
import type { FormFields } from '#src/http/form-fields.ts';
import { attributes, type AttributeValue } from './attributes.ts';
import { textOf, type Options } from './part.ts';

/** What every kind of field has: a name, a label, perhaps a hint and a problem, and how they belong together. */
export interface FormField {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly hint: string | null;
  readonly problem: string | null;
  /** What is typed or chosen; none is an empty list. */
  readonly values: readonly string[];
  readonly isRequired: boolean;
  /** For the control, or for the group of controls. */
  readonly described: Readonly<Record<string, AttributeValue>>;
}

/** Reads a field out of the form. `id` sets the forms of a page apart in which the same name stands twice. */
export function formField(form: FormFields, name: string, options: Options): FormField {
  if (!form?.values)
    throw new ProgrammingError(`The field ${name} needs the form first: {{field form '${name}' label=…}}.`);
  const id = textOf(options, 'id') ?? name;
  const hint = textOf(options, 'hint');
  const problem = Object.hasOwn(form.problems, name) ? form.problems[name]! : null;
  const words = [hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(' ');
  return {
    id,
    name,
    label: textOf(options, 'label') ?? name,
    hint,
    problem,
    values: Object.hasOwn(form.values, name) ? [form.values[name]!].flat() : [],
    isRequired: options.required === true,
    described: { 'aria-describedby': words || null, 'aria-invalid': problem ? 'true' : null },
  };
}

/** Options that go to the control as they are: everything that HTML gives a meaning to, by its own name. */
const passed =
  'type autocomplete placeholder inputmode pattern min max step minlength maxlength rows accept multiple readonly disabled spellcheck autocapitalize list form'.split(
    ' ',
  );

/** The attributes of a field with one control. */
export const controlAttributes = ({ id, name, isRequired, described }: FormField, options: Options) =>
  attributes({
    id,
    name,
    ...Object.fromEntries(passed.map((option) => [option, options[option] as AttributeValue])),
    required: isRequired,
    ...described,
  });

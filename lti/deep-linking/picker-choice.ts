import { z } from 'zod';
import type { FormState } from '#src/http/route.ts';
import type { DeepLinkChoice, DeepLinkKind } from '../deep-link-item.ts';
import type { DeepLinkRow } from './select-deep-link.ts';

/** A row of the picker, with what stands in its fields. */
export const PickerChoice = z.object({
  /** Of its fields in the form. */
  index: z.int(),
  /** `<kind>.<id>`. */
  item: z.string(),
  isChosen: z.boolean(),
  name: z.string().nullable(),
  /** Key of what it is called where it has no name. */
  untitled: z.string(),
  text: z.string().nullable(),
  /** What goes to the platform. */
  given: z.object({ title: z.string().nullable(), text: z.string(), points: z.string() }),
  isGraded: z.boolean(),
  pointsProblem: z.string().nullable(),
});

interface Shown {
  readonly kind: DeepLinkKind;
  readonly choice: DeepLinkChoice;
  readonly row: DeepLinkRow;
  readonly form: FormState;
  readonly index: number;
  /** There is nothing else to choose. */
  readonly isOnly: boolean;
}

/** The platform's own title and text stand in the fields where it takes one item; several would all have the same (DL-08). */
export function pickerChoice({ kind, choice, row, form, index, isOnly }: Shown): z.output<typeof PickerChoice> {
  const item = `${kind.name}.${choice.id}`;
  const { settings } = row;
  const isOne = settings.accept_multiple !== true;
  const typed = typedFor(form, item);
  const scoreMaximum = choice.scoreMaximum ?? null;
  const isGraded = scoreMaximum !== null && settings.accept_lineitem !== false;
  return {
    index,
    item,
    isChosen: form.message === null ? isOnly : listOf(form.values.chosen).includes(item),
    name: choice.title,
    untitled: kind.untitled,
    text: choice.text ?? null,
    given: typed?.given ?? {
      title: (isOne && settings.title) || choice.title,
      text: (isOne && settings.text) || (choice.text ?? ''),
      points: isGraded ? String(scoreMaximum) : '',
    },
    isGraded,
    pointsProblem: typed?.pointsProblem ?? null,
  };
}

/** Found by what it is: the list may have changed between the page and its answer. */
function typedFor({ values, problems }: FormState, item: string) {
  const name = Object.keys(values).find((key) => /^edits\.\d+\.item$/.test(key) && values[key] === item);
  if (name === undefined) return null;
  const field = (last: string) => name.replace(/item$/, last);
  const text = (last: string) => listOf(values[field(last)])[0] ?? '';
  const given = { title: text('title'), text: text('text'), points: text('points') };
  return { given, pointsProblem: problems[field('points')] ?? null };
}

const listOf = (value: string | readonly string[] | undefined) => (value === undefined ? [] : [value].flat());

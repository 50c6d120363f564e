import type Handlebars from 'handlebars';
import type { Chart } from '#src/charts/chart.ts';
import { chartTable } from '#src/charts/chart-table.ts';
import { drawChart } from '#src/charts/draw-chart.ts';
import { compare } from '#src/code/compare.ts';
import { highlight } from '#src/code/highlight.ts';
import { avatar, type Pictured } from './avatar.ts';
import { checkbox, checkboxes, radios, selectField } from './choice-field.ts';
import { icon } from './icon.ts';
import { markdown } from '#src/markdown/markdown.ts';
import type { DrawPart, Frame, Options } from './part.ts';
import { fileField, textArea, textField } from './text-field.ts';
import { time } from './time.ts';
import type { FormFields } from '#src/http/form-fields.ts';

type Call = Handlebars.HelperOptions;
type Field = (draw: DrawPart, form: FormFields, name: string, options: Options, frame: Frame) => unknown;

/** What templates call to draw a part that Handlebars alone cannot: fields of forms, icons, times, people, code, charts. */
export const partCalls = (draw: DrawPart) => {
  const field = (make: Field) => (form: FormFields, name: string, call: Call) =>
    make(draw, form, name, call.hash as Options, call.data as Frame);
  return {
    field: field(textField),
    textarea: field(textArea),
    fileField: field(fileField),
    select: field(selectField),
    radios: field(radios),
    checkbox: field(checkbox),
    checkboxes: field(checkboxes),
    icon: (name: string, _call: Call) => icon(name),
    time: (at: string | Date | null, call: Call) => time(at, call.hash as Options, call.data as Frame),
    highlighted: (text: string, language: string | null, _call: Call) => highlight(text, language),
    /** What people wrote, as markup that is clean. */
    markdown: (text: string, _call: Call) => markdown(text),
    compared: (expected: string, actual: string, _call: Call) => compare(expected, actual),
    chartPicture: (figures: Chart, label: string, call: Call) => drawChart(figures, label, (call.data as Frame).locale),
    chartTable: (figures: Chart, call: Call) => chartTable(figures, (call.data as Frame).locale),
    avatar: (person: Pictured, _call: Call) => avatar(person),
  };
};

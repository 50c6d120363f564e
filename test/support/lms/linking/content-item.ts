import { z } from 'zod';
import { SubmissionReview } from '../gradebook/column.ts';

const instant = z.iso.datetime({ offset: true, error: 'is no ISO 8601 time with a zone' });
const text = z.string();
const size = z.number().int().positive();

/** Nothing but the named members and extensions, whose names are full URLs. */
const closed = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.looseObject(shape).superRefine((value, context) => {
    for (const name of Object.keys(value))
      if (!(name in shape) && !/^https?:\/\/[^/]+\//.test(name))
        context.addIssue({ code: 'custom', path: [name], message: 'is not known, and extensions are named by a URL' });
  });

const period = closed({ startDateTime: instant.optional(), endDateTime: instant.optional() }).refine(
  ({ startDateTime: start, endDateTime: end }) => !start || !end || Date.parse(start) <= Date.parse(end),
  'ends before it starts',
);
const picture = closed({ url: z.url(), width: size.optional(), height: size.optional() });

/** An `ltiResourceLink` of LTI Deep Linking 2.0, section 3.2. */
export const ContentItem = closed({
  type: z.literal('ltiResourceLink', { error: 'is none of the accepted types: ltiResourceLink' }),
  url: z.url().optional(),
  title: text.optional(),
  text: text.optional(),
  icon: picture.optional(),
  thumbnail: picture.optional(),
  window: closed({
    targetName: text.optional(),
    width: size.optional(),
    height: size.optional(),
    windowFeatures: text.optional(),
  }).optional(),
  iframe: closed({ width: size.optional(), height: size.optional(), src: z.url().optional() }).optional(),
  custom: z.record(text, text).optional(),
  lineItem: closed({
    label: text.optional(),
    scoreMaximum: z.number().positive(),
    resourceId: text.optional(),
    tag: text.optional(),
    gradesReleased: z.boolean().optional(),
    submissionReview: SubmissionReview.optional(),
  }).optional(),
  available: period.optional(),
  submission: period.optional(),
});
export type ContentItem = z.output<typeof ContentItem>;

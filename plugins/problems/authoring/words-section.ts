import { z } from 'zod';
import { writesProblems } from '../authors.ts';
import { difficulties } from '../content/difficulty.ts';
import type { ProblemContent } from '../content/problem-content.ts';
import { problemTypes, visibilities, Words } from '../content/words.ts';
import { selectTopicNames } from '../topics/select-topics.ts';
import { NamedTopic } from '../topics/topic-views.ts';
import { itemsIn } from './flatten.ts';
import { sectionRoutes, type Section } from './section.ts';
import { commaList, lineList } from './word-lists.ts';

const { tags: _tags, topicIds: _topicIds, outcomes: _outcomes, skills: _skills, ...plain } = Words.shape;

/** The words of a problem as its form has them. */
export const WordsForm = z.object({
  ...plain,
  tags: z.string().max(800).nullable().default(null),
  /** By id. */
  topics: z.record(z.uuid(), z.boolean()).default({}),
  skills: z.string().max(800).nullable().default(null),
  outcomes: z.string().max(5000).nullable().default(null),
});
type WordsForm = z.infer<typeof WordsForm>;

/** Throws ZodError for words that no problem may have: that many topics. */
export const wordsOf = ({ tags, topics, skills, outcomes, hints, ...words }: WordsForm): Words =>
  Words.parse({
    ...words,
    hints,
    tags: commaList(tags?.toLowerCase() ?? null).slice(0, 20),
    skills: commaList(skills).slice(0, 12),
    topicIds: Object.keys(topics).filter((id) => topics[id]),
    outcomes: lineList(outcomes).slice(0, 20),
  });

/** What a form shows of the words that stand there. */
export const wordsShown = (content: Words): object => ({
  ...Words.omit({ topicIds: true }).parse(content),
  tags: content.tags.join(', '),
  skills: content.skills.join(', '),
  topics: Object.fromEntries(content.topicIds.map((id) => [id, true])),
  outcomes: content.outcomes.join('\n'),
});

export const wordChoices = {
  difficulties: z.array(z.string()),
  types: z.array(z.string()),
  visibilities: z.array(z.string()),
};
/** Who writes for their own courses alone shows nothing to everybody. */
export const offeredWords = ({ isPrivate }: { readonly isPrivate: boolean }) => ({
  difficulties: [...difficulties],
  types: [...problemTypes],
  visibilities: visibilities.filter((one) => one === 'private' || !isPrivate),
});

const section: Section<WordsForm> = {
  below: '',
  summary: 'What a problem says: statement, hints, how it is found',
  template: 'problems/authoring/words',
  body: WordsForm,
  extra: { ...wordChoices, hints: z.array(z.string()), topics: z.array(NamedTopic) },
  offers: async (scope) => ({ topics: await selectTopicNames(scope) }),
  more: (_content, values, { actor }) => ({
    ...offeredWords({ isPrivate: !writesProblems(actor) }),
    hints: itemsIn(values, 'hints'),
  }),
  shown: wordsShown,
  merge: (content: ProblemContent, form) => ({ ...content, ...wordsOf(form) }),
  fresh: () => '',
};

export const wordsRoutes = sectionRoutes(section);

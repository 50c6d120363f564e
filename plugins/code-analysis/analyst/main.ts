import { languageIds } from '../languages.ts';
import { Refused } from '../trees/open-tree.ts';
import { type Question, questions } from './questions.ts';

/** The process in which programs are analysed: it is ended by whoever started it when an answer takes too long. */
function answer({ name, about }: Question) {
  try {
    return { given: (questions[name] as (about: unknown) => unknown)(about) };
  } catch (error) {
    if (error instanceof Refused) return { refused: error.refusal };
    throw error;
  }
}

// Grammars and patterns are loaded by the first use, for which no question should wait.
for (const language of languageIds) questions.analyse({ language, source: '', own: [] });
process.on('message', (question) => process.send!(answer(question as Question)));
process.on('disconnect', () => process.exit());
process.send!('ready');

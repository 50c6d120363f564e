import type { SentMessage } from './prompt.ts';

/** A question about a program that nobody handed in, to see whether a model answers in the form of a review. */
export const testQuestion: readonly SentMessage[] = [
  {
    role: 'system',
    content:
      'This is a test of whether you can be asked. Review the program of the user message in one short sentence for each field. Answer with JSON by the given schema and nothing else.',
  },
  {
    role: 'user',
    content: JSON.stringify({ task: 'Write a greeting.', program: { language: 'python', lines: "1| print('Hello')" } }),
  },
];

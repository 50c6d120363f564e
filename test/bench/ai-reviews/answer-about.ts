import { answers, goodAnswer, type Asked, type Behaviour } from '../../support/model-server.ts';

/** A model that has read the program: it names what the student named, and speaks of a line. `afterMs`: how long it takes. */
export const answersAbout =
  (afterMs: number): Behaviour =>
  (res, asked) =>
    void setTimeout(() => answers(answerAbout(linesOf(asked)))(res, asked), afterMs);

function answerAbout(lines: readonly string[]) {
  const name = lines.flatMap((line) => /^\d+\| *(\w+) = /.exec(line)?.[1] ?? [])[0] ?? 'print';
  const loop = Number(lines.flatMap((line) => /^(\d+)\| *(?:for|while|return|print)\b/.exec(line)?.[1] ?? [])[0] ?? 1);
  return {
    ...goodAnswer,
    summary: 'The program goes through the days and keeps the largest sum that it has seen.',
    strengths: ['The input is read in one place.', `\`${name}\` holds what is needed and nothing else.`],
    improvements: ['Say what should come out when there is one day only.', `Find a better name for \`${name}\`.`],
    suggestions: [
      {
        file: 'main.py',
        lineStart: loop,
        lineEnd: loop,
        suggestedCode: null,
        explanation: 'Say in one sentence what is true before this line each time.',
      },
    ],
  };
}

function linesOf({ body }: Asked): readonly string[] {
  const data = JSON.parse(body.messages[1]?.content ?? '{}') as {
    program?: { files: readonly { lines: string }[] };
  };
  return data.program?.files[0]?.lines.split('\n') ?? [];
}

import type { DemoWork } from '#plugins/problems';
import type { Classmate } from './class-list.ts';
import { drawFrom, type Draw } from './draw.ts';

type Program = DemoWork['programs'][number];

/** One attempt of somebody in the class. */
export interface Attempt {
  readonly work: DemoWork;
  readonly program: Program;
  readonly at: Date;
}

const weeks = 6;
const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** Who knows so much solves it half of the time. */
const asks = { beginner: 0.05, intermediate: 0.3, advanced: 0.55, expert: 0.85 } as const;

/**
 * What somebody tried in the last six weeks, from the easy problems to the hard ones: mistakes first, then perhaps what is
 * right. The same for the same person, moment and problems.
 */
export function planAttempts({ email, skill, languages }: Classmate, works: readonly DemoWork[], now: Date): Attempt[] {
  const draw = drawFrom(email);
  const ordered = works.toSorted((one, other) => asks[one.difficulty] - asks[other.difficulty]);
  return ordered.flatMap((work, place) => {
    const distance = skill - asks[work.difficulty];
    if (draw.part() > 0.85 + distance) return [];
    const right = draw.part() < 0.6 + distance ? chosen(work, 'reference', languages, draw) : null;
    const mistakes = mistakesIn(
      work,
      languages,
      right ? Math.round(draw.part() * (2.5 - 2 * skill)) : 1 + draw.upTo(3),
      draw,
    );
    const opened = now.getTime() - ((ordered.length - place) / ordered.length) * weeks * 7 * dayMs;
    return timed([...mistakes, ...(right ? [right] : [])], evening(opened, draw), now, draw).map((timedProgram) => ({
      work,
      ...timedProgram,
    }));
  });
}

/** In a language that somebody likes, if there is one. */
function chosen(work: DemoWork, role: Program['role'], languages: readonly string[], draw: Draw): Program | null {
  const fit = work.programs.filter((program) => program.role === role);
  const liked = languages
    .map((language) => fit.filter((program) => program.language === language))
    .find(({ length }) => length);
  return draw.of(liked ?? fit);
}

/** Some hand in the same mistake twice, hoping. */
const mistakesIn = (work: DemoWork, languages: readonly string[], count: number, draw: Draw) =>
  Array.from({ length: count }, () => chosen(work, 'wrong', languages, draw)).filter((program) => program !== null);

/** Within the three days after a moment, between four and eleven in the afternoon. */
function evening(from: number, draw: Draw) {
  const midnight = Math.floor(from / dayMs) * dayMs;
  return midnight + draw.upTo(3) * dayMs + (16 * 60 + draw.upTo(7 * 60)) * minuteMs + draw.upTo(minuteMs);
}

function timed(programs: readonly Program[], first: number, now: Date, draw: Draw) {
  let at = first;
  return programs
    .map((program) => {
      const made = { program, at: new Date(at) };
      at += (3 + draw.upTo(40)) * minuteMs + draw.upTo(minuteMs);
      return made;
    })
    .filter((attempt) => attempt.at < now);
}

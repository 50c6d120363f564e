import { z } from 'zod';

export const difficulties = ['beginner', 'intermediate', 'advanced', 'expert'] as const;
export type Difficulty = (typeof difficulties)[number];

/** Other scales for the same four levels: what a reader may ask for, and what it means here. */
const otherNames: Readonly<Record<string, Difficulty>> = {
  easy: 'beginner',
  medium: 'intermediate',
  hard: 'advanced',
  '1': 'beginner',
  '2': 'intermediate',
  '3': 'advanced',
  '4': 'expert',
};

export const Difficulty = z.enum(difficulties);

/** A level by its own name or by that of another scale [CON-22]. */
export const AskedDifficulty = z.enum([...difficulties, ...Object.keys(otherNames)] as [string, ...string[]]);

export const difficultyOf = (asked: string): Difficulty => otherNames[asked] ?? (asked as Difficulty);

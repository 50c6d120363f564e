import type { FlavourName } from '../tool.ts';
import { canvasDialect } from './canvas/canvas-dialect.ts';
import { moodleDialect } from './moodle/moodle-dialect.ts';
import type { Dialect } from './dialect.ts';

export const dialects: Readonly<Record<FlavourName, Dialect>> = { moodle: moodleDialect, canvas: canvasDialect };

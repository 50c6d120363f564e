import type { FlavourName } from '../tool.ts';
import { canvas } from './canvas.ts';
import type { Flavour } from './flavour.ts';
import { moodle } from './moodle.ts';

export const flavours: Readonly<Record<FlavourName, Flavour>> = { moodle, canvas };

import type { LanguageId } from '../languages.ts';
import { cpp } from './cpp.ts';
import { go } from './go.ts';
import { java } from './java.ts';
import { javascript, typescript } from './javascript.ts';
import type { Naming } from './naming.ts';
import { python } from './python.ts';
import { rust } from './rust.ts';

export const namingOf: Readonly<Record<LanguageId, Naming>> = { python, javascript, typescript, java, cpp, go, rust };

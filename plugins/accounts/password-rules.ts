import { invalid } from '#src/errors.ts';
import { wellKnownPasswords } from './well-known-passwords.ts';

export const passwordLength = { least: 12, most: 200 } as const;

interface Owner {
  readonly name: string;
  readonly email: string | null;
}

/** Throws DomainError `invalid`, for the field that holds it, when a password is easily guessed; the sentence says why. */
export function refuseWeakPassword(password: string, owner: Owner, field = 'password') {
  const problem = weakness(password.normalize('NFKC').toLowerCase(), owner);
  if (problem) throw invalid({ field, key: `accounts.error.password.${problem}`, parameters: passwordLength });
}

function weakness(password: string, owner: Owner) {
  const letters = Array.from(password);
  if (letters.length < passwordLength.least) return 'short';
  if (letters.length > passwordLength.most) return 'long';
  if (isAbout(password, owner)) return 'yours';
  if (wellKnownPasswords.has(plain(password))) return 'known';
  if (new Set(letters).size < 5 || isRepeated(password)) return 'repeated';
  return isRun(letters) ? 'run' : null;
}

/** Nothing but the name or the address, with some digits or signs. */
function isAbout(password: string, { name, email }: Owner) {
  const [local = ''] = email?.split('@') ?? [];
  const words = [email ?? '', local, ...name.split(/\s+/), name].map(plain).filter((word) => word.length >= 3);
  const left = words
    .toSorted((one, other) => other.length - one.length)
    .reduce((rest, word) => rest.replaceAll(word, ''), plain(password));
  return left.length < plain(password).length && left.replaceAll(/\d/g, '').length < 4;
}

/** A short piece again and again: `abcdabcdabcd`. */
const isRepeated = (password: string) => /^(.{1,6}?)\1+.{0,2}$/u.test(password);

/** Letters or digits in their order, or keys beside each other, for most of its length. */
function isRun(letters: readonly string[]) {
  const steps = letters.slice(1).filter((letter, at) => follows(letters[at]!, letter)).length;
  return steps >= (letters.length - 1) * 0.8;
}

const rows = [
  'qwertyuiop',
  'qwertzuiop',
  'asdfghjkl',
  'zxcvbnm',
  'yxcvbnm',
  '1234567890',
  'abcdefghijklmnopqrstuvwxyz',
];
const follows = (one: string, next: string) => rows.some((row) => row.includes(one + next) || row.includes(next + one));

/** Letters and digits only, so that `Pass-Word 1234` is as known as `password1234`. */
const plain = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');

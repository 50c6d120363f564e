/** What compilers and programs complain of, in kinds that a beginner can act on. */
export const faults = [
  'indentation',
  'unknownName',
  'divisionByZero',
  'endlessRecursion',
  'inputEnded',
  'missingKey',
  'outOfRange',
  'nothingThere',
  'badValue',
  'wrongType',
  'missingReturn',
  'unused',
  'movedValue',
  'memoryFault',
  'syntax',
] as const;
export type Fault = (typeof faults)[number];

const signs: Readonly<Record<Fault, RegExp>> = {
  indentation: /IndentationError|TabError/,
  unknownName:
    /NameError|UnboundLocalError|cannot find symbol|was not declared|undeclared|ReferenceError|undefined: \w|E0425|Cannot find name/,
  divisionByZero: /ZeroDivisionError|\/ by zero|divide by zero|Floating point exception|SIGFPE/,
  endlessRecursion: /RecursionError|StackOverflowError|Maximum call stack|stack overflow/i,
  inputEnded: /EOFError|NoSuchElementException|unexpected end of (file|input)$/m,
  missingKey: /KeyError/,
  outOfRange: /IndexError|IndexOutOfBounds|index out of range|out of bounds|out_of_range/i,
  nothingThere: /NullPointerException|NoneType|of (undefined|null)|nil pointer|null pointer/,
  badValue: /ValueError|NumberFormatException|InputMismatchException|ParseIntError|invalid_argument/,
  wrongType:
    /TypeError|incompatible types|mismatched types|E0308|cannot convert|invalid conversion|cannot use .+ as|TS2322/,
  missingReturn: /missing return|no return statement|control reaches end of non-void/,
  unused: /declared and not used|imported and not used/,
  movedValue: /E0382|E0499|E0502|E0505|borrow of moved value/,
  memoryFault: /Segmentation fault|SIGSEGV|double free|heap corruption/,
  syntax:
    /SyntaxError|expected ['‘`"]?[;:)}\]]|unexpected token|syntax error|error: expected|was never closed|TS1\d{3}/i,
};

/** What is wrong, in the words of a compiler or of a program that crashed; null for what we have no advice for. */
export const nameFault = (said: string): Fault | null => faults.find((fault) => signs[fault].test(said)) ?? null;

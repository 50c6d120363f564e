/** Input of a large test by the file that holds it: always the same, because it is drawn from a seed. */
export const largeInputs: Readonly<Record<string, () => string>> = {
  'roll-call/08-whole-school': () => {
    const { upTo, word } = from(20_261);
    const listed = [...new Set(Array.from({ length: 1_050 }, () => `${capital(word(3, 9))} ${capital(word(4, 12))}`))];
    const names = listed.slice(0, 1_000);
    const heard = Array.from({ length: 990 }, () => names[upTo(names.length)]!);
    return lines(`${names.length} ${heard.length}`, ...names, ...heard);
  },
  'patient-dough/08-a-long-night': () => {
    const { upTo } = from(20_262);
    const readings = Array.from({ length: 8_000 }, () => (upTo(28_000) / 1_000 + 12).toFixed(3));
    return lines('8000', readings.join(' '));
  },
  'longest-calm-stretch/09-calm-throughout': () => {
    const { upTo } = from(20_263);
    const readings = Array.from({ length: 19_000 }, () => 10 + upTo(31));
    return lines('19000 30', readings.join(' '));
  },
  'dark-hours/08-many-keepers': () => {
    const { upTo } = from(20_264);
    const shifts = Array.from({ length: 2_000 }, () => {
      const start = upTo(9_990);
      return [start, Math.min(10_000, start + 1 + upTo(9))];
    });
    return lines(JSON.stringify([shifts, 10_000]));
  },
  'exact-change/08-full-purse': () => {
    const { upTo } = from(20_265);
    const kinds = Array.from({ length: 50 }, () => `${37 + upTo(900)} ${1 + upTo(3)}`);
    return lines('50 9973', ...kinds);
  },
  'flooded-meadow/09-rough': () => {
    const { upTo } = from(20_266);
    const rows = Array.from({ length: 120 }, () => Array.from({ length: 120 }, () => upTo(1_000)).join(' '));
    return lines('120 120', ...rows);
  },
  'flooded-meadow/10-winding-ditch': () => {
    const { upTo } = from(20_267);
    const size = 121;
    const isDitch = (row: number, column: number) => row % 2 === 0 || column === (row % 4 === 1 ? size - 1 : 0);
    const rows = Array.from({ length: size }, (_, row) =>
      Array.from({ length: size }, (_, column) => (isDitch(row, column) ? 100 + upTo(50) : 900 + upTo(100))).join(' '),
    );
    return lines(`${size} ${size}`, ...rows);
  },
  'stepping-stones/10-mossy-river': () => {
    const { upTo } = from(20_268);
    const mossy = [...new Set(Array.from({ length: 8_000 }, () => 1 + upTo(499_000)))];
    return lines(`499000 45000 ${mossy.length}`, mossy.join(' '));
  },
  'falling-bridges/09-an-archipelago': () => {
    const { upTo } = from(20_269);
    const bridges = Array.from({ length: 5_500 }, () => {
      const one = 1 + upTo(4_500);
      return `${one} ${((one + upTo(4_499)) % 4_500) + 1}`;
    });
    return lines('4500 5500', ...bridges);
  },
  'canyon-echo/08-great-wall': () => lines('3', 'a'.repeat(50_000)),
  'canyon-echo/09-babble': () => {
    const { upTo } = from(20_270);
    return lines('5', Array.from({ length: 50_000 }, () => 'ab'[upTo(2)]).join(''));
  },
  'canyon-echo/10-one-long-echo': () => {
    const { word } = from(20_271);
    const shout = word(16_000, 16_001);
    return lines('3', `${shout}q${shout}z${shout}`);
  },
  'cargo-airship/09-a-long-valley': () => {
    const { upTo } = from(20_272);
    const gaps = Array.from({ length: 6_500 }, () => 10 + upTo(90));
    const fees = Array.from({ length: 6_500 }, () => 10_000 + upTo(90_000));
    return lines('6500', gaps.join(' '), fees.join(' '));
  },
};

const lines = (...texts: readonly string[]) => `${texts.join('\n')}\n`;
const capital = (word: string) => word[0]!.toUpperCase() + word.slice(1);

/** Numbers from a seed, by mulberry32. */
function from(seed: number) {
  let state = seed;
  const upTo = (count: number) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * count);
  };
  /** Small letters, at least so many and fewer than so many. */
  const word = (least: number, below: number) =>
    Array.from({ length: least + upTo(below - least) }, () => String.fromCodePoint(97 + upTo(26))).join('');
  return { upTo, word };
}

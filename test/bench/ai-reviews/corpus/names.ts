/** What one student calls things. */
export type Names = Readonly<Record<(typeof roles)[number], string>>;

const roles = [
  'values',
  'best',
  'now',
  'i',
  'j',
  'value',
  'total',
  'lowest',
  'table',
  'low',
  'high',
  'middle',
  'count',
  'word',
  'solve',
  'read',
  'main',
  'larger',
  'one',
  'other',
] as const;

const lines = [
  'values best now i j value total lowest table low high middle n word solve read main larger a b',
  'days most run k m day sum_so_far smallest ending lo hi mid count part best_run read_days start bigger x y',
  'a res cur i j x s mn dp l r m n w f get main mx p q',
  'numbers answer current left right number running minimum sums begin end half length token max_run get_numbers run_all max_of first second',
  'tage bestes aktuell i j tag summe kleinste tabelle von bis mitte anzahl wort loese lies start groesser eins zwei',
  'income record streak start stop amount prefix floor best_at first last split days item find_best load program top this that',
  'arr max_sum window x y item acc low_mark memo lo_index hi_index pivot size piece largest_sum parse run pick u v',
  'profit maximum chain d e gain cumulative bottom results p q centre total_days text compute input_days execute maximal c d2',
  'ns b c i k v t mi e lo hi md num s go inp m bg g h',
  'takings highest tally pos nxt taking so_far deepest best_ending frm upto cut how_many chunk best_takings fetch work max_two left_one right_one',
];

export const namings: readonly Names[] = lines.map(
  (line) => Object.fromEntries(line.split(' ').map((name, index) => [roles[index]!, name])) as Names,
);

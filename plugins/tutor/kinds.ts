/** What hints are, each nearer to the solution than the one before; the first hint somebody asks for is the first of them [H2-01]. */
export const hintKinds = ['question', 'concept', 'place', 'pseudocode'] as const;
export type HintKind = (typeof hintKinds)[number];

/** As many as somebody can have for a problem: one of each kind. */
export const mostHints = hintKinds.length;

/** What a hint comes from. `general`: nothing was known that could help, so that it costs nothing either. */
export const hintSources = ['model', 'author', 'pattern', 'tests', 'general'] as const;
export type HintSource = (typeof hintSources)[number];

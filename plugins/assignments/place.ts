/** The kind of place in which submissions of assignments stand; their place's id is the assignment's. */
export const placeKind = 'assignment';

/** Whether something of a submission's life has to do with assignments at all; for subscribers. */
export const concernsAssignment = (made: { readonly placeKind: string | null }): boolean =>
  made.placeKind === placeKind;

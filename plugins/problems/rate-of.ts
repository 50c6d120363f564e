/** 0 to 1 with four decimals; null where nobody has submitted anything. */
export const rateOf = ({ accepted, submissions }: { readonly accepted: number; readonly submissions: number }) =>
  submissions === 0 ? null : Math.round((accepted / submissions) * 10_000) / 10_000;

const step = 15;

/** What can be picked at a glance; a hue between two of them, chosen by the shell or the API, is offered too. */
export function hues(chosen: number | null) {
  const usual = Array.from({ length: 360 / step }, (_none, index) => index * step);
  const offered = chosen === null || usual.includes(chosen) ? usual : [...usual, chosen].toSorted((a, b) => a - b);
  return offered.map((hue) => ({ hue, isChosen: hue === chosen, ...coloursOf(hue) }));
}

/** Lightness and chroma are those of the tokens, so text on them can be read whatever the hue. */
const coloursOf = (hue: number) => ({ light: `oklch(0.5 0.13 ${hue})`, dark: `oklch(0.78 0.11 ${hue})` });

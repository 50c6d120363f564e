function darkHours(shifts, night) {
  const dark = [];
  let litUntil = 0;
  for (const [from, to] of [...shifts, [night, night]].sort((a, b) => a[0] - b[0])) {
    if (from > litUntil) dark.push([litUntil, from]);
    litUntil = Math.max(litUntil, to);
  }
  return dark;
}

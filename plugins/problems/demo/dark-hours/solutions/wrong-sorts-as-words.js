function darkHours(shifts, night) {
  const dark = [];
  let litUntil = 0;
  for (const [from, to] of [...shifts.sort(), [night, night]]) {
    if (from > litUntil) dark.push([litUntil, from]);
    litUntil = Math.max(litUntil, to);
  }
  return dark;
}

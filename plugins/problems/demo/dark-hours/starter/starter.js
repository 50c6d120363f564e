function darkHours(shifts, night) {
  return [];
}

/** Longest list that is shown whole, and how much of a longer one, in characters. */
const whole = 240;
const shown = 120;

/** Allowed words for a message: all of them, or the first ones and how many more there are, and where. */
export function listed(words: readonly string[], where = "orrery schema lists them"): string {
  const all = words.join(", ");
  if (all.length <= whole) return all;
  let count = 0;
  for (let length = 0; length + words[count].length <= shown; count++) length += words[count].length + ", ".length;
  return `${[...words.slice(0, count), "…"].join(", ")} (${words.length - count} more: ${where})`;
}

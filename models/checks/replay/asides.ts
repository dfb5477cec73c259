/** Phrases of the log that tell what nobody needs to know to work a run out. */
const asides = new Set([
  "joins with an old peer id",
  "merges an old peer id",
  "merge refused",
  "loses seniority",
  "takes over a strategy",
  "granted",
  "granted outside",
]);

/** What an operator decides shows in what becomes of its nodes. */
export const isAside = (what: string): boolean => asides.has(what) || what.startsWith("operator decides to ");

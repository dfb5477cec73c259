import { definePolicy } from "./policy.js";

/** What every class does that writes no policy: it keeps books, and changes nothing (assumption). */
export const stay = definePolicy({
  id: "stay",
  about: "keeps the machines that it has, whatever they earn",
  parameters: {},
  create: () => ({ decide: () => ({ do: "stay" }) }),
});

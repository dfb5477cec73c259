import { defineAdversary } from "./adversary.js";

/** What a budget is worth to who does nothing wrong: every attack with a budget is compared with it. */
export const honest = defineAdversary({
  id: "honest",
  about: "does the honest thing with its budget: a node for each machine; what attacks are compared with",
  parameters: {},
  create: () => ({ invests: {} }),
});

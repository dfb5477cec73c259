import { defineAdversary } from "./adversary.js";

/** Operators who go all at once, as the protocol lets them: it breaks no rule, and shards may halt of it. */
export const coordinatedExit = defineAdversary({
  id: "coordinated exit",
  about: "leaves the network with all its nodes at the moment when it begins",
  parameters: {},
  create: () => ({ departs: true }),
});

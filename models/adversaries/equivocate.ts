import { perTime } from "../../sim/units/schema.js";
import { defineAdversary } from "./adversary.js";

/** What comes of it: protocol.md section 2 (node). How often is an assumption. */
export const equivocate = defineAdversary({
  id: "equivocate",
  about: "signs two headers of one frame, which evidence convicts it of",
  parameters: { rate: perTime().describe("how often a node signs twice (Poisson); assumption") },
  create: ({ rate }) => ({ doubleSignsPerSecond: rate }),
});

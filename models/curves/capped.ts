import { tokenField } from "../protocol/ground/token.js";
import { amountAFrame } from "./amount-field.js";
import { defineCurve } from "./curve.js";

/** A flat curve that ends: in its last epoch what is left is spread over the frames, so that the cap is never passed. */
export const capped = defineCurve({
  id: "capped",
  about: "the same in every frame until the supply has reached a cap, and nothing from there on",
  parameters: {
    amount: amountAFrame().prefault("102 QUIL").describe("what a frame issues, over all shards, while there is room"),
    cap: tokenField()
      .prefault("1700000000 QUIL")
      .describe("supply that is never passed; the higher figure expected for 2033"),
  },
  create: ({ amount, cap }, { rules }) => ({
    unitsPerFrame: ({ supplyUnits }) => {
      const room = cap > supplyUnits ? (cap - supplyUnits) / BigInt(rules.epochFrames) : 0n;
      return room < amount ? room : amount;
    },
    dependsOnFrame: false,
    dependsOnSupply: true,
    monotoneIn: "supply",
  }),
});

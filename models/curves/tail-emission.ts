import { z } from "zod";
import { tokenField } from "../protocol/ground/token.js";
import { amountAFrame } from "./amount-field.js";
import { defineCurve } from "./curve.js";

/**
 * As Monero's base reward: (limit − supply) shifted right, and never less than the tail. With `limit` 18446744073709551615 units
 * (2^64 − 1), `shift` 20 and one-minute frames it is Monero's of 2014, whose first block paid 17.592186044415 XMR.
 */
export const tailEmission = defineCurve({
  id: "tail emission",
  about: "a share of what is missing to a limit, and never less than a tail",
  parameters: {
    limit: tokenField()
      .prefault("1700000000 QUIL")
      .describe("supply towards which issuance falls; the higher figure expected for 2033"),
    shift: z
      .int()
      .min(15)
      .max(63)
      .default(22)
      .describe("a frame issues 1 / 2^shift of what is missing: 22 halves it in about 11 months of 10 s frames; assumption"),
    tail: amountAFrame().prefault("10 QUIL").describe("what a frame issues at least, for ever; assumption"),
  },
  create: ({ limit, shift, tail }, { rules }) => ({
    unitsPerFrame: ({ supplyUnits }) => {
      const share = supplyUnits < limit ? (limit - supplyUnits) >> BigInt(shift) : 0n;
      return share > tail ? share : tail;
    },
    dependsOnFrame: false,
    dependsOnSupply: true,
    // An epoch so long that it would issue more than is missing has no order.
    ...(rules.epochFrames <= 2 ** shift && { monotoneIn: "supply" as const }),
  }),
}); // prettier-ignore

import { z } from "zod";
import { byteCount, share } from "../../sim/units/schema.js";
import { defineAdversary } from "./adversary.js";

/** Larger shards pay more, and a larger world issues less: protocol.md 10.7, 10.8 (seed; node). That storing costs its fee alone is an assumption. */
export const junkStorage = defineAdversary({
  id: "junk storage",
  about:
    "buys tokens and stores data that nobody needs: on its own shards to be paid more, on others to have less issued",
  parameters: {
    where: z
      .enum(["own", "others", "all"])
      .default("own")
      .describe("on which shards: those on which it sits in a ring, those on which it does not, or all"),
    bytes: byteCount()
      .prefault("1 GB")
      .describe("what it stores in all, in parts as equal as chunks of 55 bytes allow"),
    fees: share()
      .prefault("10 %")
      .describe("share of the budget that is kept for their fees; it stores no more than that pays for"),
  },
  create: ({ where, bytes, fees }) => ({ invests: { junk: { where, bytes, feeShare: fees } } }),
});

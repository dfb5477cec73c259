import { share } from "../../sim/units/schema.js";
import { defineAdversary } from "./adversary.js";

/** Assumption: each audited opening of a node that holds a share h of its blocks fails with probability 1 − h. */
export const withholdData = defineAdversary({
  id: "withhold data",
  about: "holds only part of the data that it is paid for; the storage audit can catch it",
  parameters: { holds: share().prefault("0 %").describe("share of their data that the nodes really hold; assumption") },
  create: ({ holds }) => ({ heldShare: holds }),
});

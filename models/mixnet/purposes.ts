import { purposeList } from "../../sim/random/purposes.js";
import { networkPurposes } from "../../sim/network/purposes.js";
import type { NameIn } from "../../sim/random/purposes.js";
import type { Streams } from "../../sim/random/stream.js";

/** What a mixnet draws for, beside its network. */
export const mixnetPurposes = purposeList({
  arrival: "time from a message to the next one",
  "sender and recipient": "who writes a message, and to whom",
  partner: "to whom a watched user writes",
  permutation: "the small permutations of a dealer in a layer of a round",
});

export type MixnetStreams = Streams<NameIn<typeof mixnetPurposes> | NameIn<typeof networkPurposes>>;

import { purposeList } from "../random/purposes.js";

/** What a network draws for. */
export const networkPurposes = purposeList({
  wire: "whether a message of a sender is lost, and its jitter",
  aside: "the same of a few bytes between two nodes that wait for no line",
});

import { purposeList } from "../random/purposes.js";

/** What a network draws for. */
export const networkPurposes = purposeList({
  wire: "whether a message of a sender is lost, and its jitter",
});

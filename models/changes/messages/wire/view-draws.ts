import type { NetworkStreams } from "../../../state/purposes.js";
import type { ViewDraws } from "./view-outcome.js";

/** What is drawn of votes, and of how soon members hear of a frame. */
export const viewDraws = (streams: NetworkStreams): ViewDraws => ({
  ways: streams.purpose("way of a vote"),
  polls: streams.purpose("poll of a frame"),
});

import { purposeList } from "../random/purposes.js";

/** What gossip draws for; every draw is named by the node and the heartbeat, or the node and the message. */
export const gossipPurposes = purposeList({
  phase: "when in an interval a node's heartbeats are",
  dialled: "which end of a connection opened it",
  mesh: "whom a node grafts, and whom it prunes, at a heartbeat",
  told: "whom a node tells what it has, at a heartbeat",
  cut: "which ids a node tells a peer, where there are more than it may",
  join: "whom a node that subscribes grafts",
  fanout: "whom a node that is not subscribed publishes to",
  look: "when a node looks for peers, and whom it dials",
  exchange: "of which peers a node tells a peer that it prunes",
  slice: "over which of its topics a node passes a message on",
});

import { purposeList } from "../../sim/random/purposes.js";

/** What the model draws for, beside what the network and the gossip on it do. */
export const modelPurposes = purposeList({
  region: "where a node is",
  peers: "whom a node connects to",
  dial: "in which order nodes dial each other, where some may be full",
  channels: "which masks a node listens to",
  subscriptions: "when within a change of subscriptions a node subscribes or unsubscribes",
  gap: "time from one message of a flow to the next",
  author: "who publishes a message of a flow, and on which mask",
});

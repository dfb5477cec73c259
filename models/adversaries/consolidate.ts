import { defineAdversary } from "./adversary.js";

/** Addresses are what a cluster saves; its one key is on each shard once (node). */
export const consolidate = defineAdversary({
  id: "consolidate",
  about: "makes one node of all its machines, with one key and one address",
  parameters: {},
  create: () => ({ invests: { isCluster: true } }),
});

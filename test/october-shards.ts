/** How shards split and merge since the rules of October, for networks under another preset. */
export const octoberShards = {
  splitArity: "two",
  splitCut: "bitPath",
  splitNeedsData: "on",
  splitMembership: "roundRobin",
  mergeRule: "siblings",
  shardKeys: "bits256",
  committeeMembership: "effective",
} as const;
